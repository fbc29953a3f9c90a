// SPDX-License-Identifier: Apache-2.0
#include "platform/http/head.h"

#include <doctest/doctest.h>

#include <string>

using namespace ketnap::http;

namespace {

std::string with(std::string_view fields) {
    return "GET /a HTTP/1.1\r\nHost: x\r\n" + std::string{fields} + "\r\n";
}

bool reads(std::string_view text) {
    return parse_head(text, 100).has_value();
}

}  // namespace

TEST_CASE("a plain head is read field by field") {
    const auto head = parse_head(
        "PUT /api/imports?name=%C4%90%E1%BB%A3t+1 HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n"
        "X-One:  two words \r\nConnection: Close\r\n\r\n",
        100);
    REQUIRE(head);
    CHECK(head->method == "PUT");
    CHECK(head->content_length == 12);
    CHECK_FALSE(head->keep_alive);
    Request request;
    REQUIRE(fill_request(*head, request));
    CHECK(request.path == "/api/imports");
    CHECK(request.query_param("name") == "Đợt 1");
    CHECK(request.header("x-one") == "two words");
    CHECK(request.header("absent").empty());
}

TEST_CASE("HTTP/1.0 closes and needs no host") {
    const auto head = parse_head("GET / HTTP/1.0\r\n\r\n", 100);
    REQUIRE(head);
    CHECK_FALSE(head->keep_alive);
    CHECK_FALSE(reads("GET / HTTP/1.1\r\n\r\n"));
}

TEST_CASE("whatever two parsers could read in two ways is refused") {
    for (const std::string_view fields :
         {"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
          "Content-Length: 3\r\nContent-Length: 3\r\n",
          "Content-Length: +3\r\n",
          "Content-Length: 3, 3\r\n",
          "Content-Length: 0x3\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: \r\n",
          "Content-Length: 9999999999999999999\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Transfer-Encoding: xchunked\r\n",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
          "Transfer-Encoding : chunked\r\n",
          "X-One: a\r\n folded\r\n",
          "X-One: a\r\n\tfolded\r\n",
          "Host: y\r\n",
          "X One: a\r\n",
          ": a\r\n",
          "X-One\r\n",
          "X-One: a\rb\r\n",
          "X-Zero: a\x01\r\n",
          "X-One: a\x7f\r\n",
          "Transfer-Encoding: \x0b"
          "chunked\r\n"}) {
        CAPTURE(fields);
        CHECK_FALSE(reads(with(fields)));
    }
    CHECK_FALSE(reads("GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"));
    CHECK(reads(with("Transfer-Encoding: Chunked\r\n")));
}

TEST_CASE("the request line has one form only") {
    for (const std::string_view line :
         {"GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET /a b HTTP/1.1", "GET /",
          "GET http://x/ HTTP/1.1", "GET * HTTP/1.1", "G\x01T / HTTP/1.1", "GET /\xc4\x90 HTTP/1.1",
          "GET / HTTP/2.0", "GET / http/1.1", "GET /#a HTTP/1.1", "", "GET\t/ HTTP/1.1"}) {
        CAPTURE(line);
        CHECK_FALSE(reads(std::string{line} + "\r\nHost: x\r\n\r\n"));
    }
    CHECK(parse_head("GET / HTTP/3.0\r\nHost: x\r\n\r\n", 9).error() == HeadProblem::version);
}

TEST_CASE("the number of fields has a limit") {
    std::string fields;
    for (int i = 0; i < 99; ++i) {
        fields += "X-" + std::to_string(i) + ": 1\r\n";
    }
    CHECK(reads(with(fields)));
    CHECK(parse_head(with(fields + "Y: 1\r\n"), 100).error() == HeadProblem::too_many_fields);
}

TEST_CASE("the end of a head is found once, and a bare line feed never makes one") {
    CHECK(head_end("GET / HTTP/1.1\r\nHost: x\r\n\r\nrest") == 27);
    CHECK(head_end("GET / HTTP/1.1\r\nHost: x\r\n\r") == 0);
    CHECK(head_end("GET / HTTP/1.1\r\nHost: x\r\n\r\n", 20) == 27);
    CHECK_FALSE(head_end("GET / HTTP/1.1\nHost: x\n\n"));
    CHECK_FALSE(head_end("\r\nGET / HTTP/1.1"));
    CHECK_FALSE(head_end("\n"));
}

TEST_CASE("a target that is not clean text is refused") {
    for (const std::string_view target :
         {"/%00", "/%ff", "/%4", "/%zz", "/a?x=%0d%0aSet", "/%0a"}) {
        CAPTURE(target);
        const auto text = "GET " + std::string{target} + " HTTP/1.1\r\nHost: x\r\n\r\n";
        const auto head = parse_head(text, 9);
        Request request;
        CHECK((!head || !fill_request(*head, request)));
    }
}
