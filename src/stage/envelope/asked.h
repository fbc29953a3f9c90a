// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/http/message.h"
#include "platform/vocabulary/errors.h"

#include <charconv>
#include <cstdint>
#include <string>

namespace ketnap::envelope {

/// A number of an address; throws NotFound for anything else.
inline std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) {
        throw NotFound{};
    }
    return number;
}

/// The name a file was sent under: in a header, for it may hold a person's name and must not stand
/// in an address. Empty when there is none.
inline std::string sent_name(const http::Request& request) {
    return http::percent_decode(request.header("X-File-Name"), false).value_or("");
}

}  // namespace ketnap::envelope
