// SPDX-License-Identifier: Apache-2.0
#include "base/rules/calendar.h"

#include "base/rules/data_file.h"
#include "base/rules/rules.h"

#include <algorithm>
#include <array>

namespace ketnap::rules {
namespace {

constexpr std::array<std::string_view, 10> kind_names{"weekend",
                                                      "statutory",
                                                      "tet_core",
                                                      "announced_day_off",
                                                      "weekend_compensation",
                                                      "swapped_day_off",
                                                      "swapped_working_day",
                                                      "policy_pending",
                                                      "office_day_off",
                                                      "office_working_day"};

bool works(DayKind kind) {
    return kind == DayKind::swapped_working_day || kind == DayKind::office_working_day;
}

bool is_weekend(time::Date day) {
    return day.weekday() >= 6;
}

/// Fields of one line; quotes may hold commas, "" is a quote.
std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            out.back() += line[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            out.emplace_back();
        } else if (c != '\r') {
            out.back() += c;
        }
    }
    return out;
}

std::optional<DayKind> kind_of(std::string_view name) {
    const auto* const at = std::find(kind_names.begin(), kind_names.end(), name);
    if (at == kind_names.end()) {
        return std::nullopt;
    }
    return static_cast<DayKind>(at - kind_names.begin());
}

void read_line(std::string_view line, const std::string& file, std::int64_t number,
               std::map<time::Date, SpecialDay>& days, Findings& findings) {
    auto fields = fields_of(line);
    if (fields.size() != 5) {
        findings.push_back(data_finding("data.columns", file, number, "date", line));
        return;
    }
    const auto day = time::Date::parse_iso(fields[0]);
    const auto kind = kind_of(fields[2]);
    if (!day || !kind) {
        findings.push_back(data_finding(!day ? "data.date" : "data.day_kind", file, number,
                                        !day ? "date" : "kind", !day ? fields[0] : fields[2]));
        return;
    }
    SpecialDay special{*day, *kind, std::move(fields[1]), std::move(fields[3]),
                       std::move(fields[4])};
    if (!days.emplace(*day, std::move(special)).second) {
        findings.push_back(data_finding("data.twice", file, number, "date", fields[0]));
    }
}

void read_year(const std::filesystem::path& file, std::map<time::Date, SpecialDay>& days,
               Findings& findings) {
    const std::string all = read_text(file, findings);
    std::string_view rest = all;
    for (std::int64_t number = 1; !rest.empty(); ++number) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (number > 1 && !line.empty()) {
            read_line(line, file.filename().string(), number, days, findings);
        }
    }
}

}  // namespace

std::string_view name_of(DayKind kind) {
    return kind_names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(FirstDay first) {
    return first == FirstDay::same_day ? "same_day" : "day_after";
}

std::optional<FirstDay> first_day_of(std::string_view name) {
    for (const auto first : {FirstDay::day_after, FirstDay::same_day}) {
        if (name_of(first) == name) {
            return first;
        }
    }
    return std::nullopt;
}

FirstDay first_day_of(const RuleSet& set) {
    return first_day_of(set.text("calendar.first_day")).value_or(FirstDay::day_after);
}

Result<Calendar, Findings> Calendar::load(const std::filesystem::path& folder) {
    Findings findings;
    Calendar calendar;
    for (const auto& file : data_files(folder, ".csv", findings)) {
        read_year(file, calendar.m_days, findings);
    }
    if (!findings.empty()) {
        return tl::make_unexpected(std::move(findings));
    }
    calendar.m_first_year = calendar.m_days.begin()->first.year();
    calendar.m_last_year = calendar.m_days.rbegin()->first.year();
    return calendar;
}

Calendar Calendar::with_office_days(const std::vector<SpecialDay>& days) const {
    Calendar out = *this;
    for (const auto& day : days) {
        out.m_days.insert_or_assign(day.on, day);
    }
    return out;
}

const SpecialDay* Calendar::special(time::Date day) const {
    const auto at = m_days.find(day);
    return at == m_days.end() ? nullptr : &at->second;
}

bool Calendar::is_working(time::Date day) const {
    const SpecialDay* found = special(day);
    if (found == nullptr || found->kind == DayKind::policy_pending) {
        return !is_weekend(day);
    }
    return works(found->kind);
}

bool Calendar::covers(time::Date day) const {
    return day.year() >= m_first_year && day.year() <= m_last_year;
}

time::Date Calendar::add_working_days(time::Date event, int n) const {
    time::Date day = event;
    for (int left = n; left > 0;) {
        day = day + 1;
        left -= is_working(day) ? 1 : 0;
    }
    return day;
}

int Calendar::working_days_between(time::Date from, time::Date to) const {
    if (to < from) {
        return -working_days_between(to, from);
    }
    int count = 0;
    for (time::Date day = from + 1; day <= to; day = day + 1) {
        count += is_working(day) ? 1 : 0;
    }
    return count;
}

DueDay Calendar::due(time::Date event, int n, FirstDay first) const {
    DueDay out;
    out.from = event;
    out.days = n;
    const auto before = first == FirstDay::same_day && n > 0 ? event - 1 : event;
    out.on = add_working_days(before, n);
    out.uncertain = !covers(event) || !covers(out.on);
    for (time::Date day = before + 1; day <= out.on; day = day + 1) {
        const SpecialDay* found = special(day);
        const bool counts = found != nullptr && found->kind != DayKind::policy_pending;
        // a doubtful day off on a Saturday or Sunday moves nothing
        const bool moves = counts && (works(found->kind) || !is_weekend(day));
        out.uncertain = out.uncertain || (moves && found->confidence == "unverified");
        if (is_working(day)) {
            continue;
        }
        if (counts) {
            out.skipped.push_back(*found);
        } else {
            ++out.weekend_days;
        }
    }
    return out;
}

}  // namespace ketnap::rules
