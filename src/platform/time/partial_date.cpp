// SPDX-License-Identifier: Apache-2.0
#include "platform/time/date.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace ketnap::time {
namespace {

constexpr int first_year = 1850;
constexpr int last_year = 2150;

struct Number {
    int value = 0;
    std::size_t digits = 0;
};

struct Parts {
    std::array<Number, 3> numbers{};
    std::size_t count = 0;
    char separator = 0;
};

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

enum class At { number_due, in_number, after_number };

bool add_digit(Parts& parts, At& at, char digit) {
    if (at == At::after_number) {
        return false;
    }
    if (at == At::number_due && ++parts.count > parts.numbers.size()) {
        return false;
    }
    at = At::in_number;
    auto& number = parts.numbers.at(parts.count - 1);
    number.value = number.value * 10 + (digit - '0');
    return ++number.digits <= 6;
}

// One to three numbers with the same separator between, blanks around them allowed.
bool take_apart(std::string_view text, Parts& parts) {
    auto at = At::number_due;
    for (const char c : text) {
        if (is_blank(c)) {
            at = at == At::in_number ? At::after_number : at;
        } else if (c >= '0' && c <= '9') {
            if (!add_digit(parts, at, c)) {
                return false;
            }
        } else {
            const bool separates = c == '/' || c == '-' || c == '.';
            if (!separates || at == At::number_due ||
                (parts.separator != 0 && parts.separator != c)) {
                return false;
            }
            parts.separator = c;
            at = At::number_due;
        }
    }
    return at != At::number_due;
}

struct Read {
    Number year;
    std::optional<Number> month;
    std::optional<Number> day;
};

// Which number is what: a four-digit one in front is the year (ISO), else the last is.
Read arrange(const Parts& parts) {
    const auto& n = parts.numbers;
    const bool year_first = n[0].digits == 4;
    switch (parts.count) {
        case 1:
            return {n[0], {}, {}};
        case 2:
            return year_first ? Read{n[0], n[1], {}} : Read{n[1], n[0], {}};
        default:
            return year_first ? Read{n[0], n[1], n[2]} : Read{n[2], n[1], n[0]};
    }
}

const char* fault(const Read& read) {
    if (!read.month && read.year.digits >= 5) {
        return "date.excel_serial";
    }
    if (read.year.digits == 2 && read.month) {
        return "date.two_digit_year";
    }
    if (read.year.digits != 4 || (read.month && read.month->digits > 2) ||
        (read.day && read.day->digits > 2)) {
        return "date.format";
    }
    if (read.year.value < first_year || read.year.value > last_year) {
        return "date.year_range";
    }
    if (read.month && read.day && read.month->value > 12 && read.month->value <= 31 &&
        read.day->value >= 1 && read.day->value <= 12) {
        return "date.month_first";
    }
    if (read.month && (read.month->value < 1 || read.month->value > 12)) {
        return "date.no_such_day";
    }
    return nullptr;
}

}  // namespace

Result<PartialDate> PartialDate::parse(std::string_view text) {
    const auto written = without_blanks(text);
    const auto quote = std::string{written.substr(0, 40)};
    Parts parts;
    if (!take_apart(written, parts)) {
        return problem("date.format", quote);
    }
    const auto read = arrange(parts);
    if (const auto* key = fault(read)) {
        return problem(key, quote);
    }
    PartialDate out;
    out.year = read.year.value;
    out.as_written = written;
    if (read.month) {
        out.month = static_cast<unsigned>(read.month->value);
    }
    if (read.day) {
        out.day = static_cast<unsigned>(read.day->value);
        if (!Date::make(out.year, *out.month, *out.day)) {
            return problem("date.no_such_day", quote);
        }
    }
    return out;
}

std::string PartialDate::iso() const {
    if (!month) {
        return fmt::format("{:04}", year);
    }
    return day ? fmt::format("{:04}-{:02}-{:02}", year, *month, *day)
               : fmt::format("{:04}-{:02}", year, *month);
}

Date PartialDate::earliest() const {
    return Date{year, month.value_or(1), day.value_or(1)};
}

Date PartialDate::latest() const {
    if (day) {
        return earliest();
    }
    const Date first_of_next = add_months(Date{year, month.value_or(12), 1}, 1);
    return first_of_next - 1;
}

}  // namespace ketnap::time
