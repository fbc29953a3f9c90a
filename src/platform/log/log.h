// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace ketnap::log {

/// A name and a value of a log line. Never a person's data, a password, a token or SQL values.
struct Field {
    Field(std::string_view k, std::string_view v) : key(k), text(v) {}
    Field(std::string_view k, const char* v) : key(k), text(v) {}
    Field(std::string_view k, const std::string& v) : key(k), text(v) {}
    template <std::integral T>
    Field(std::string_view k, T v)
        : key(k), number(static_cast<std::int64_t>(v)), is_number(true) {}

    std::string_view key;
    std::string_view text;
    std::int64_t number = 0;
    bool is_number = false;
};

using Fields = std::initializer_list<Field>;

enum class Level { info, warn, error, off };
enum class Format { text, json };

struct Settings {
    Format format = Format::text;
    Level from = Level::info;
    std::optional<std::filesystem::path> file;  ///< standard error when absent
};

/// Until it is called, lines go to standard error as text.
void open(const Settings& settings);

/// One line an event; control characters in values are escaped, so no value can start a line.
void write(Level level, std::string_view event, Fields fields);

inline void info(std::string_view event, Fields fields = {}) {
    write(Level::info, event, fields);
}
inline void warn(std::string_view event, Fields fields = {}) {
    write(Level::warn, event, fields);
}
inline void error(std::string_view event, Fields fields = {}) {
    write(Level::error, event, fields);
}

/// The line without its time, as it would be written.
std::string line(Format format, Level level, std::string_view event, Fields fields);

}  // namespace ketnap::log
