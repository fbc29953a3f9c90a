// SPDX-License-Identifier: Apache-2.0
#include "platform/log/log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

using namespace ketnap;

namespace {

std::filesystem::path fresh_file() {
    auto file = std::filesystem::temp_directory_path() / "ketnap-log-test.log";
    std::filesystem::remove(file);
    return file;
}

std::vector<std::string> lines(const std::filesystem::path& file) {
    std::ifstream in{file};
    std::vector<std::string> out;
    for (std::string one; std::getline(in, one);) {
        out.push_back(one);
    }
    return out;
}

}  // namespace

TEST_CASE("a line names its event and its fields in both formats") {
    const log::Fields fields = {{"port", 8080}, {"path", "/api/people"}, {"note", "two words"}};
    CHECK(log::line(log::Format::text, log::Level::info, "server.started", fields) ==
          "info  server.started port=8080 path=/api/people note=\"two words\"");
    CHECK(log::line(log::Format::json, log::Level::warn, "server.started", fields) ==
          R"("level":"warn","event":"server.started","port":8080,"path":"/api/people",)"
          R"("note":"two words")");
}

TEST_CASE("no value can begin a line, end its quotes or move a cursor") {
    const std::string corpus[] = {"a\nerror fake.event",
                                  "a\r\nb",
                                  "\x1b[2J\x1b[H",
                                  "x\",\"level\":\"error",
                                  "\\\"",
                                  "a\tb",
                                  std::string{"a\0b", 3},
                                  "\x7f",
                                  "\u0085next",
                                  "\u009B31m",
                                  "\u2028sep",
                                  "\u2029sep",
                                  "\b\b\b\b",
                                  "%n%s{}",
                                  "=a b="};
    for (const auto format : {log::Format::text, log::Format::json}) {
        for (const auto& value : corpus) {
            const auto line =
                log::line(format, log::Level::info, "http.refused", {{"path", value}, {"n", 1}});
            CAPTURE(line);
            CHECK(std::none_of(line.begin(), line.end(), [](char c) {
                return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
            }));
            CHECK(line.find("\u0085") == std::string::npos);
            CHECK(line.find("\u009B") == std::string::npos);
            CHECK(line.find("\u2028") == std::string::npos);
            const auto quotes = std::count(line.begin(), line.end(), '"');
            const auto escaped = [&] {
                std::ptrdiff_t n = 0;
                for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                    if (line[i] == '\\') {
                        n += line[i + 1] == '"' ? 1 : 0;
                        ++i;
                    }
                }
                return n;
            }();
            CHECK((quotes - escaped) % 2 == 0);
        }
    }
}

TEST_CASE("Vietnamese text stays readable") {
    CHECK(log::line(log::Format::text, log::Level::error, "import.failed",
                    {{"sheet", "Danh sách"}}) == "error import.failed sheet=\"Danh sách\"");
}

TEST_CASE("lines of many threads go whole to the file, from the level that was asked") {
    const auto file = fresh_file();
    log::open({.format = log::Format::json, .from = log::Level::warn, .file = file});
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([t] {
            for (int i = 0; i < 100; ++i) {
                log::info("not.asked");
                log::warn("thread.line", {{"thread", t}, {"line", i}});
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    log::error("last", {});
    const auto written = lines(file);
    CHECK(written.size() == 401);
    for (const auto& line : written) {
        CHECK(line.starts_with(R"({"at":"2)"));
        CHECK(line.ends_with("}"));
        CHECK(line.find("not.asked") == std::string::npos);
    }
    log::open({});
    std::filesystem::remove(file);
}
