// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace ketnap {

/// A strong id: UUIDv7 in canonical lower-case text (data rule 2). Empty means "none yet".
template <class Tag>
struct Id {
    std::string value;

    bool empty() const { return value.empty(); }
    auto operator<=>(const Id&) const = default;
};

/// A new UUIDv7; ids of one process never repeat and rise even when the clock steps back.
std::string new_uuid(std::int64_t unix_ms);

template <class T>
T new_id(std::int64_t unix_ms) {
    return T{new_uuid(unix_ms)};
}

/// True for canonical lower-case UUID text.
bool is_uuid(const std::string& text);

}  // namespace ketnap
