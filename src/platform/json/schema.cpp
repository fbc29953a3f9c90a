// SPDX-License-Identifier: Apache-2.0
#include "platform/json/schema.h"

#include <string_view>

namespace ketnap::json {
namespace {

std::string pascal(std::string_view words) {
    std::string out;
    bool upper = true;
    for (const char c : words) {
        if (c == '_' || c == ':' || c == ' ') {
            upper = true;
            continue;
        }
        out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        upper = false;
    }
    return out;
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

}  // namespace

std::string schema_name(const std::string& cpp_type) {
    // A record of one http.cpp lives in no named scope; its name is its slice and itself.
    constexpr std::string_view unnamed = "(anonymous namespace)::";
    if (const auto at = cpp_type.find(unnamed); at != std::string::npos) {
        return schema_name(std::string{cpp_type}.erase(at, unnamed.size()));
    }
    auto name = without_prefix(cpp_type, "ketnap::");
    name = without_prefix(name, "json::");
    const auto open = name.find('<');
    if (open == std::string_view::npos) {
        return pascal(name);
    }
    auto inner = name.substr(open + 1, name.rfind('>') - open - 1);
    return schema_name(std::string{inner}) + pascal(name.substr(0, open));
}

}  // namespace ketnap::json
