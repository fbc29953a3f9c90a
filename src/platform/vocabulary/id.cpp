// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/id.h"

#include <sodium.h>

#include <array>
#include <mutex>

namespace ketnap {
namespace {

struct Last {
    std::mutex mutex;
    std::int64_t ms = 0;
    std::uint32_t counter = 0;
};

Last& last() {
    static Last one;
    return one;
}

// 12 + 14 counter bits after the time: ids made within one millisecond stay in order (RFC 9562,
// method 1).
std::pair<std::int64_t, std::uint32_t> next_tick(std::int64_t unix_ms) {
    constexpr std::uint32_t counter_bits = 26;
    auto& l = last();
    const std::scoped_lock lock{l.mutex};
    if (unix_ms > l.ms) {
        l.ms = unix_ms;
        l.counter = randombytes_uniform(1U << (counter_bits - 1));
    } else if (++l.counter >= (1U << counter_bits)) {
        ++l.ms;
        l.counter = 0;
    }
    return {l.ms, l.counter};
}

std::string hex_text(const std::array<unsigned char, 16>& bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            text += '-';
        }
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 0x0FU];
    }
    return text;
}

}  // namespace

std::string new_uuid(std::int64_t unix_ms) {
    const auto [ms, counter] = next_tick(unix_ms);
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    for (unsigned i = 0; i < 6; ++i) {
        bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(ms) >> (40U - 8U * i));
    }
    bytes[6] = static_cast<unsigned char>(0x70U | (counter >> 22U));
    bytes[7] = static_cast<unsigned char>(counter >> 14U);
    bytes[8] = static_cast<unsigned char>(0x80U | ((counter >> 8U) & 0x3FU));
    bytes[9] = static_cast<unsigned char>(counter);
    return hex_text(bytes);
}

bool is_uuid(const std::string& text) {
    if (text.size() != 36) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !digit) {
            return false;
        }
    }
    return true;
}

}  // namespace ketnap
