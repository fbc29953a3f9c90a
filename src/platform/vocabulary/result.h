// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <tl/expected.hpp>

#include <string>

namespace ketnap {

/// Why foreign input could not be read: a message key of data/ui/messages.*.json and the values it
/// names. Never holds a person's data beyond what the reader itself typed.
struct Problem {
    std::string key;
    std::string detail;
};

/// Foreign input that may be broken (a row, a date, a card). Refusals of a request are exceptions
/// (errors.h).
template <class T, class E = Problem>
using Result = tl::expected<T, E>;

inline tl::unexpected<Problem> problem(std::string key, std::string detail = {}) {
    return tl::make_unexpected(Problem{std::move(key), std::move(detail)});
}

}  // namespace ketnap
