// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/serial_day.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace ketnap::ooxml {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr sys_days epoch_1900{std::chrono::year{1899} / 12 / 30};
constexpr sys_days epoch_1904{std::chrono::year{1904} / 1 / 1};
constexpr std::int64_t leap_that_never_was = 60;
constexpr double last_serial = 2'958'466;  // one past 31/12/9999

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && text[0] != '-'
               ? std::optional{value}
               : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> serial_of_iso(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') {
        return std::nullopt;
    }
    const auto y = digits(iso.substr(0, 4));
    const auto m = digits(iso.substr(5, 2));
    const auto d = digits(iso.substr(8, 2));
    if (!y || !m || !d) {
        return std::nullopt;
    }
    const year_month_day date{std::chrono::year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                              std::chrono::day{static_cast<unsigned>(*d)}};
    if (!date.ok() || *y < 1900) {
        return std::nullopt;
    }
    const std::int64_t serial = (sys_days{date} - epoch_1900).count();
    return serial > leap_that_never_was ? serial : serial - 1;
}

std::optional<std::string> iso_of_serial(double serial, bool from_1904) {
    if (!(serial >= 0) || serial >= last_serial) {
        return std::nullopt;
    }
    const double minutes = std::floor(serial * 1440 + 0.5);
    auto day = static_cast<std::int64_t>(minutes / 1440);
    const auto minute = static_cast<std::int64_t>(minutes) % 1440;
    sys_days date;
    if (from_1904) {
        date = epoch_1904 + days{day};
    } else {
        if (day == 0 || day == leap_that_never_was) {
            return std::nullopt;
        }
        date = epoch_1900 + days{day < leap_that_never_was ? day + 1 : day};
    }
    const year_month_day ymd{date};
    auto text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                            static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
    if (minute != 0) {
        text += fmt::format(" {:02}:{:02}", minute / 60, minute % 60);
    }
    return text;
}

bool is_builtin_date_format(int id) {
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 54) || id == 57 || id == 58;
}

bool is_date_format(std::string_view code) {
    bool day = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') {
            i = code.find('"', i + 1);
        } else if (c == '[') {
            i = code.find(']', i + 1);
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == ';') {
            break;
        } else {
            day = day || c == 'd' || c == 'D' || c == 'y' || c == 'Y';
        }
        if (i == std::string_view::npos) {
            break;
        }
    }
    return day;
}

}  // namespace ketnap::ooxml
