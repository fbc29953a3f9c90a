// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace ketnap::json {
namespace detail {

/// Appends the text in quotes; only `"`, `\` and control characters are escaped.
void write_string(std::string& out, std::string_view text);
void write_integer(std::string& out, std::int64_t number);

template <class T>
void write_value(std::string& out, const T& value);

template <class T>
void write_object(std::string& out, const T& value) {
    char before = '{';
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        out += before;
        before = ',';
        out += '"';
        out += member.name;
        out += "\":";
        write_value(out, value.*member.pointer);
    });
    out += before == '{' ? "{}" : "}";
}

template <class T>
void write_enum(std::string& out, T value) {
    const char* name = boost::describe::enum_to_string(value, "");
    out += '"';
    out += name;
    out += '"';
}

template <class T>
void write_array(std::string& out, const T& values) {
    out += '[';
    bool first = true;
    for (const auto& value : values) {
        if (!first) {
            out += ',';
        }
        first = false;
        write_value<typename T::value_type>(out, value);
    }
    out += ']';
}

template <class T>
void write_map(std::string& out, const T& values) {
    out += '{';
    bool first = true;
    for (const auto& [key, value] : values) {
        if (!first) {
            out += ',';
        }
        first = false;
        write_string(out, key);
        out += ':';
        write_value(out, value);
    }
    out += '}';
}

template <class T>
void write_value(std::string& out, const T& value) {
    if constexpr (is_optional<T>) {
        if (value) {
            write_value(out, *value);
        } else {
            out += "null";
        }
    } else if constexpr (is_vector<T>) {
        write_array(out, value);
    } else if constexpr (is_map<T>) {
        write_map(out, value);
    } else if constexpr (std::is_same_v<T, Raw>) {
        out += value.text.empty() ? std::string_view{"null"} : std::string_view{value.text};
    } else if constexpr (Wired<T>) {
        write_value(out, As<T>::to(value));
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        write_integer(out, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, std::string>) {
        write_string(out, value);
    } else if constexpr (DescribedEnum<T>) {
        write_enum(out, value);
    } else if constexpr (Described<T>) {
        write_object(out, value);
    } else {
        static_assert(refuse_type<T>, "not a JSON type: describe it or specialise json::As");
    }
}

}  // namespace detail

/// Appends; every field is written, an empty optional as null.
template <class T>
void write_to(std::string& out, const T& value) {
    detail::write_value(out, value);
}

template <class T>
std::string write(const T& value) {
    std::string out;
    out.reserve(256);
    write_to(out, value);
    return out;
}

}  // namespace ketnap::json
