// SPDX-License-Identifier: Apache-2.0
#include "platform/time/date.h"

#include "platform/vocabulary/errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::time {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::int64_t vietnam_offset_ms = 7LL * 3'600'000;
constexpr std::int64_t day_ms = 24LL * 3'600'000;

year_month_day civil(sys_days point) {
    return year_month_day{point};
}

unsigned last_day(int y, unsigned m) {
    return static_cast<unsigned>((year{y} / month{m} / std::chrono::last).day());
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

Date::Date(int y, unsigned m, unsigned d) {
    const auto made = make(y, m, d);
    KETNAP_CHECK(made.has_value());
    *this = *made;
}

Result<Date> Date::make(int y, unsigned m, unsigned d) {
    const year_month_day civil_day{std::chrono::year{y}, std::chrono::month{m},
                                   std::chrono::day{d}};
    if (!civil_day.ok()) {
        return problem("date.no_such_day", fmt::format("{:02}/{:02}/{}", d, m, y));
    }
    return Date{sys_days{civil_day}};
}

Result<Date> Date::parse_iso(std::string_view text) {
    const auto number = [&](std::size_t from, std::size_t count) {
        unsigned value = 0;
        for (const char c : text.substr(from, count)) {
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        return value;
    };
    constexpr std::string_view shape = "0000-00-00";
    const bool fits = text.size() == shape.size() &&
                      std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
                          return s == '0' ? c >= '0' && c <= '9' : c == s;
                      });
    if (!fits) {
        return problem("date.format", std::string{text.substr(0, 40)});
    }
    return make(static_cast<int>(number(0, 4)), number(5, 2), number(8, 2));
}

int Date::year() const {
    return static_cast<int>(civil(m_days).year());
}

unsigned Date::month() const {
    return static_cast<unsigned>(civil(m_days).month());
}

unsigned Date::day() const {
    return static_cast<unsigned>(civil(m_days).day());
}

unsigned Date::weekday() const {
    return std::chrono::weekday{m_days}.iso_encoding();
}

std::string Date::iso() const {
    return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

std::string Date::vn() const {
    return fmt::format("{:02}/{:02}/{:04}", day(), month(), year());
}

std::string Date::long_vn() const {
    const auto padded_month =
        month() <= 2 ? fmt::format("{:02}", month()) : fmt::format("{}", month());
    return fmt::format("ngày {:02} tháng {} năm {}", day(), padded_month, year());
}

std::string blank_long_vn() {
    return "ngày      tháng      năm         ";
}

Date add_months(Date from, int months) {
    const auto civil_day = civil(from.days());
    const auto target = civil_day.year() / civil_day.month() + std::chrono::months{months};
    const auto last =
        last_day(static_cast<int>(target.year()), static_cast<unsigned>(target.month()));
    const auto number = std::min(static_cast<unsigned>(civil_day.day()), last);
    return Date{sys_days{target / day{number}}};
}

int months_between(Date from, Date to) {
    int months = (to.year() - from.year()) * 12 + static_cast<int>(to.month()) -
                 static_cast<int>(from.month());
    if (to >= from && add_months(from, months) > to) {
        --months;
    } else if (to < from && add_months(from, months) < to) {
        ++months;
    }
    return months;
}

Date date_in_vietnam(Moment moment) {
    return Date{sys_days{days{floor_div(moment.ms + vietnam_offset_ms, day_ms)}}};
}

std::string clock_time_in_vietnam(Moment moment) {
    const auto local = moment.ms + vietnam_offset_ms;
    const auto minutes = (local - floor_div(local, day_ms) * day_ms) / 60'000;
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

Moment moment_in_vietnam(Date day, int hour, int minute) {
    const auto midnight = day.days().time_since_epoch().count() * day_ms - vietnam_offset_ms;
    return Moment{midnight + (hour * 60LL + minute) * 60'000};
}

}  // namespace ketnap::time
