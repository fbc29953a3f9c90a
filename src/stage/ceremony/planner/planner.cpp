// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/planner/planner.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace ketnap::ceremony::planner {
namespace {

/// The clock of a decision as the dossier's own check runs it, the ceremony being on that day.
std::vector<dossier::checks::Clock> clocks_of(const Case& one, const Basis& basis, time::Date day) {
    dossier::checks::Dossier candidate;
    candidate.decision = dossier::checks::Decision{*one.issued_on, one.received_on};
    candidate.ceremony_on = day;
    auto clocks = dossier::checks::clocks(candidate, basis, day);
    std::erase_if(clocks, [](const auto& clock) { return clock.rule != "ceremony.limit"; });
    return clocks;
}

}  // namespace

Verdict judge(const Case& one, const Basis& basis, time::Date day) {
    Verdict out;
    if (one.held_on && *one.held_on < day) {
        out.standing = Standing::held;
    }
    const bool there = one.issued_on && *one.issued_on <= day;
    const auto clocks = there ? clocks_of(one, basis, day) : std::vector<dossier::checks::Clock>{};
    if (clocks.empty() || clocks.front().from > day) {
        return out;
    }
    const auto& clock = clocks.front();
    out.from = clock.from;
    out.due_on = clock.due_on;
    out.rule_set = clock.rule_set;
    out.cite = clock.cite;
    out.uncertain = clock.uncertain;
    out.disputed = clocks.size() > 1;
    if (const auto set = basis.rules.find(clock.rule_set)) {
        out.from_issue = set->text("ceremony.clock_start") == "issue";
        out.first_day = rules::first_day_of(*set);
    }
    if (out.standing != Standing::held) {
        out.standing = clock.left < 0 ? Standing::late : Standing::in_time;
        out.late_by = std::max(0, -clock.left);
    }
    return out;
}

DayCount count(const std::vector<Case>& cases, const Basis& basis, time::Date day) {
    DayCount out{.on = day};
    for (const auto& one : cases) {
        switch (judge(one, basis, day).standing) {
            case Standing::in_time:
                ++out.in_time;
                break;
            case Standing::late:
                ++out.late;
                break;
            case Standing::waiting:
                ++out.waiting;
                break;
            case Standing::held:
                ++out.held;
                break;
        }
    }
    return out;
}

std::vector<DayCount> count(const std::vector<Case>& cases, const Basis& basis, time::Date from,
                            time::Date until) {
    std::vector<DayCount> out;
    for (auto day = from; day <= until; day = day + 1) {
        if (basis.calendar.is_working(day)) {
            out.push_back(count(cases, basis, day));
        }
    }
    return out;
}

std::vector<DayCount> best(std::vector<DayCount> days, time::Date wished, std::size_t n) {
    std::erase_if(days, [](const DayCount& day) { return day.in_time + day.late == 0; });
    std::sort(days.begin(), days.end(), [&](const DayCount& a, const DayCount& b) {
        return std::tuple{a.late + a.waiting, a.late, std::abs(a.on - wished), a.on} <
               std::tuple{b.late + b.waiting, b.late, std::abs(b.on - wished), b.on};
    });
    days.resize(std::min(days.size(), n));
    return days;
}

std::optional<ClockRule> clock_rule(const Basis& basis, time::Date day) {
    const auto& sets = basis.rules.in_force_on(day);
    const auto* limit = sets.empty() ? nullptr : sets.front()->find("ceremony.limit");
    if (limit == nullptr) {
        return std::nullopt;
    }
    const auto& set = *sets.front();
    const auto* start = set.find("ceremony.clock_start");
    return ClockRule{.rule_set = set.code,
                     .cite = limit->cite,
                     .days = static_cast<int>(limit->number),
                     .from_issue = set.text("ceremony.clock_start") == "issue",
                     .known = limit->known && (start == nullptr || start->known),
                     .first_day = rules::first_day_of(set)};
}

std::optional<time::Date> earliest_start(const Basis& basis, time::Date day) {
    const auto rule = clock_rule(basis, day);
    if (!rule) {
        return std::nullopt;
    }
    auto start = day;
    while (basis.calendar.due(start - 1, rule->days, rule->first_day).on >= day) {
        start = start - 1;
    }
    return start;
}

}  // namespace ketnap::ceremony::planner
