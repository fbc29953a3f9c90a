// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/time/date.h"
#include "platform/vocabulary/finding.h"
#include "platform/vocabulary/result.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::rules {

class RuleSet;

/// Why a day is off or on. `policy_pending` is announced but not law: it changes nothing.
enum class DayKind {
    weekend,
    statutory,
    tet_core,
    announced_day_off,
    weekend_compensation,
    swapped_day_off,
    swapped_working_day,
    policy_pending,
    office_day_off,
    office_working_day
};

/// A day that does not follow the week: from the calendar files, or the office's own.
struct SpecialDay {
    time::Date on;
    DayKind kind = DayKind::statutory;
    std::string name;
    std::string basis;
    std::string confidence;  ///< high, medium, low, unverified
};

/// Which day is the first that counts: the next one (T11), or the day of the event itself. A rule
/// (`calendar.first_day`), so that an office can lay its own over it.
enum class FirstDay { day_after, same_day };

/// A due day and how it was counted.
struct DueDay {
    time::Date from;
    time::Date on;
    int days = 0;
    std::vector<SpecialDay> skipped;  ///< days off other than plain weekends, in order
    int weekend_days = 0;             ///< plain Saturdays and Sundays passed over
    bool uncertain = false;           ///< a day on the way is unverified, or no calendar covers it
};

/// Which days are working days. A value: copying it is cheap enough for a request, the office's own
/// days are laid over the files' and win.
class Calendar {
  public:
    /// Reads every *.csv of the folder; a broken line is named by file and line.
    static Result<Calendar, Findings> load(const std::filesystem::path& folder);

    Calendar with_office_days(const std::vector<SpecialDay>& days) const;

    bool is_working(time::Date day) const;
    /// What makes the day special; null for a plain working day or weekend.
    const SpecialDay* special(time::Date day) const;
    /// True when the files say something about that year, so that its holidays are known.
    bool covers(time::Date day) const;

    /// The n-th working day after the event; the event's own day for n = 0.
    time::Date add_working_days(time::Date event, int n) const;
    /// Working days after `from` up to and including `to`; negative when `to` lies before.
    int working_days_between(time::Date from, time::Date to) const;
    DueDay due(time::Date event, int n, FirstDay first = FirstDay::day_after) const;

    const std::map<time::Date, SpecialDay>& special_days() const { return m_days; }

  private:
    std::map<time::Date, SpecialDay> m_days;
    int m_first_year = 0;
    int m_last_year = -1;
};

std::string_view name_of(DayKind kind);
std::string_view name_of(FirstDay first);
std::optional<FirstDay> first_day_of(std::string_view name);
/// As the set says; the next day when it says nothing.
FirstDay first_day_of(const RuleSet& set);

}  // namespace ketnap::rules
