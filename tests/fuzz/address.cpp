// SPDX-License-Identifier: Apache-2.0
// Addresses and cookies: what is escaped comes back, what counts as our own path leads nowhere
// else, and a cookie is a piece of what was sent.
#include "platform/http/message.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"

#include "fuzz_input.h"

#include <algorithm>

using namespace ketnap;

namespace {

void check_escaping(const std::string& input) {
    const auto there = http::percent_encode(input);
    for (const char c : there) {
        KETNAP_CHECK(c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>' && c != '\\');
    }
    const auto back = http::percent_decode(there, false);
    KETNAP_CHECK(!back || *back == input);
    const bool plain =
        std::all_of(input.begin(), input.end(), [](char c) { return c >= ' ' && c < '\x7f'; });
    KETNAP_CHECK(back || !plain);
    if (const auto read = http::percent_decode(input, true)) {
        KETNAP_CHECK(read->size() <= input.size() && text::is_valid_utf8(*read));
    }
}

void check_own_path(const std::string& input) {
    if (!http::is_own_path(input)) {
        return;
    }
    KETNAP_CHECK(input.starts_with("/") && !input.starts_with("//") && !input.starts_with("/\\"));
    for (const char c : input) {
        KETNAP_CHECK(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    }
}

void check_cookie(const std::string& input) {
    http::Request request;
    request.headers.emplace_back("Cookie", input);
    for (const auto* name : {"__Host-ketnap", "a", ""}) {
        const auto value = request.cookie(name);
        KETNAP_CHECK(value.find(';') == std::string_view::npos);
        KETNAP_CHECK(value.empty() || input.find(value) != std::string::npos);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string input{fuzz::text(bytes, size)};
    check_escaping(input);
    check_own_path(input);
    check_cookie(input);
    return 0;
}
