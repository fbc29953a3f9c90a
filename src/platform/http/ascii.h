// SPDX-License-Identifier: Apache-2.0
// Words of the protocol are ASCII; nothing here looks at a locale.
#pragma once
#include <algorithm>
#include <string_view>

namespace ketnap::http {

inline char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline bool same_word(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
               return ascii_lower(x) == ascii_lower(y);
           });
}

inline std::string_view trim_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

/// Calls fn for each element of a comma-separated list, blanks trimmed.
template <class F>
void each_element(std::string_view list, F fn) {
    while (!list.empty()) {
        const auto end = std::min(list.find(','), list.size());
        fn(trim_blanks(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
}

}  // namespace ketnap::http
