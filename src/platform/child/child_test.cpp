// SPDX-License-Identifier: Apache-2.0
#include "platform/child/child.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

using namespace ketnap;

namespace {

child::Request call(std::string program, std::vector<std::string> arguments) {
    return {.program = std::move(program), .arguments = std::move(arguments)};
}

}  // namespace

TEST_CASE("a child gives what it wrote, and sees the one file it was handed") {
    const int file = ::open(".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    REQUIRE(file >= 0);
    REQUIRE(::write(file, "giấy", 6) == 6);
    auto request = call("cat", {child::input_path()});
    request.input = file;
    CHECK(child::run(request).value() == "giấy");
    ::close(file);
    CHECK(child::run(call("env", {})).value() == "LC_ALL=C.UTF-8\n");
    CHECK(child::run(call("ls", {"/proc/self/fd"})).value() == "0\n1\n2\n3\n");
}

TEST_CASE("a child that is missing, fails, writes too much or takes too long is told") {
    CHECK(child::run(call("no-such-program", {})).error().key == "child.missing");
    CHECK(child::run(call("false", {})).error().key == "child.failed");
    auto much = call("yes", {});
    much.limits.output = 100'000;
    CHECK(child::run(much).error().key == "child.too_much");
    auto slow = call("sleep", {"30"});
    slow.limits.seconds = 1;
    CHECK(child::run(slow).error().key == "child.too_long");
}

TEST_CASE("words of a shell are plain arguments, and no network can be reached") {
    CHECK(child::run(call("echo", {"$(id); `id` > x"})).value() == "$(id); `id` > x\n");
    CHECK(!child::run(call("python3", {"-c", "import socket; socket.socket()"})));
    CHECK(child::run(call("python3", {"-c", "print(1)"})).value() == "1\n");
}
