// SPDX-License-Identifier: Apache-2.0
#pragma once
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

}  // namespace ketnap::envelope
