// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/vocabulary/result.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ketnap::time {

/// A calendar day of Việt Nam (a value; default 1970-01-01).
class Date {
  public:
    Date() = default;
    explicit Date(std::chrono::sys_days days) : m_days(days) {}
    /// The day must exist (KETNAP_CHECK); for input use parse_iso() or make().
    Date(int year, unsigned month, unsigned day);

    static Result<Date> make(int year, unsigned month, unsigned day);
    static Result<Date> parse_iso(std::string_view text);  ///< "2024-03-26" only

    int year() const;
    unsigned month() const;
    unsigned day() const;
    unsigned weekday() const;  ///< 1 Monday … 7 Sunday
    std::chrono::sys_days days() const { return m_days; }

    std::string iso() const;      ///< "2024-03-26"
    std::string vn() const;       ///< "26/03/2024"
    std::string long_vn() const;  ///< "ngày 03 tháng 02 năm 2026": days < 10, months 1–2 padded

    auto operator<=>(const Date&) const = default;
    Date operator+(int days) const { return Date{m_days + std::chrono::days{days}}; }
    Date operator-(int days) const { return Date{m_days - std::chrono::days{days}}; }
    int operator-(Date other) const { return static_cast<int>((m_days - other.m_days).count()); }

  private:
    std::chrono::sys_days m_days{};
};

/// Date::long_vn() with room to write by hand.
std::string blank_long_vn();

/// End of a period in months: the same day number of the last month, or that month's last day when
/// it does not exist (29/02 + 12 months → 28/02).
Date add_months(Date from, int months);

/// Whole months completed from `from` to `to`, by the same rule; negative when `to` is earlier.
int months_between(Date from, Date to);

/// A date of which only the year, or year and month, may be known, and how it was written.
struct PartialDate {
    int year = 0;
    std::optional<unsigned> month;
    std::optional<unsigned> day;
    std::string as_written;

    /// Reads 2024-03-26, 26/3/2024, 03-02-2026, 3.2.2026, 03/1985, 1985-07, 1985. Refuses what only
    /// looks like a date: `date.excel_serial`, `date.two_digit_year`, `date.month_first`,
    /// `date.no_such_day`, `date.format`, `date.year_range` (years 1850–2150).
    static Result<PartialDate> parse(std::string_view text);

    std::string iso() const;  ///< "1985-07-03", "1985-07" or "1985"; sorts unknown parts first
    Date earliest() const;
    Date latest() const;
    bool exact() const { return day.has_value(); }
    bool operator==(const PartialDate&) const = default;
};

/// A moment in UTC milliseconds.
struct Moment {
    std::int64_t ms = 0;
    auto operator<=>(const Moment&) const = default;
};

Date date_in_vietnam(Moment moment);               ///< +07:00, no summer time
std::string clock_time_in_vietnam(Moment moment);  ///< "07:30"
Moment moment_in_vietnam(Date day, int hour, int minute);

}  // namespace ketnap::time
