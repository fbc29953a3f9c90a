// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/vocabulary/errors.h"

#include <string>

namespace ketnap::json {

/// The word of a described enumerator, the same in column and JSON.
template <class E>
std::string text_of(E value) {
    return boost::describe::enum_to_string(value, "");
}

/// A stored word; one that is unknown means the row is not ours.
template <class E>
E enum_of(const std::string& text) {
    E value{};
    KETNAP_CHECK(boost::describe::enum_from_string(text.c_str(), value));
    return value;
}

}  // namespace ketnap::json
