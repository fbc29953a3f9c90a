// SPDX-License-Identifier: Apache-2.0
// The head of a request: two ways to cut the bytes give one reading, and what is read is clean
// text.
#include "platform/http/head.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

using namespace ketnap;

namespace {

void check_fields(const http::Head& head) {
    int lengths = 0;
    int hosts = 0;
    for (const auto& [name, value] : head.fields) {
        KETNAP_CHECK(!name.empty());
        KETNAP_CHECK(name.find_first_of(" \t\r\n:") == std::string::npos);
        KETNAP_CHECK(value.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos);
        std::string lower = name;
        for (auto& c : lower) {
            c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        lengths += lower == "content-length" ? 1 : 0;
        hosts += lower == "host" ? 1 : 0;
    }
    KETNAP_CHECK(lengths <= 1 && hosts <= 1);
    KETNAP_CHECK(hosts == 1 || head.minor_version == 0);
    KETNAP_CHECK(!(head.chunked && head.content_length.has_value()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto input = fuzz::text(bytes, size);
    const auto end = http::head_end(input);
    const auto stepwise = http::head_end(input.substr(0, input.size() / 2));
    if (!end || *end == 0) {
        return 0;
    }
    KETNAP_CHECK(*end <= input.size());
    KETNAP_CHECK(stepwise.has_value());
    const auto head = http::parse_head(input.substr(0, *end), 100);
    if (!head) {
        return 0;
    }
    check_fields(*head);
    http::Request request;
    if (http::fill_request(*head, request)) {
        KETNAP_CHECK(request.path.starts_with("/"));
        KETNAP_CHECK(text::is_valid_utf8(request.path));
        KETNAP_CHECK(request.path.find('\0') == std::string::npos);
        for (const auto& [name, value] : request.query) {
            KETNAP_CHECK(text::is_valid_utf8(name) && text::is_valid_utf8(value));
        }
    }
    return 0;
}
