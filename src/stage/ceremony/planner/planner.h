// SPDX-License-Identifier: Apache-2.0
// One day for many: who would be late on it, and which days are better. Pure.
#pragma once
#include "platform/json/describe.h"
#include "stage/dossier/dossier.h"

#include <optional>
#include <string>
#include <vector>

namespace ketnap::ceremony::planner {

/// What the planner needs to know of one candidate.
struct Case {
    std::optional<time::Date> issued_on;    ///< of the decision; none yet without
    std::optional<time::Date> received_on;  ///< by the cell
    std::optional<time::Date> held_on;      ///< the ceremony that was held
};

/// How a candidate stands on a day: `held` before it, `waiting` for the decision or its receipt.
enum class Standing { in_time, late, waiting, held };
BOOST_DESCRIBE_ENUM(Standing, in_time, late, waiting, held)

struct Verdict {
    Standing standing = Standing::waiting;
    std::optional<time::Date> from;  ///< when the clock started
    std::optional<time::Date> due_on;
    int late_by = 0;          ///< working days past the due day
    bool from_issue = false;  ///< else from receipt
    rules::FirstDay first_day = rules::FirstDay::day_after;
    std::string rule_set;
    Cite cite;
    bool uncertain = false;  ///< a day off is unverified, or the value has no text of its own
    bool disputed = false;   ///< two sets may be argued and they end on different days
};

using dossier::checks::Basis;

Verdict judge(const Case& one, const Basis& basis, time::Date day);

/// All of them on one day.
struct DayCount {
    time::Date on;
    int in_time = 0;
    int late = 0;
    int waiting = 0;
    int held = 0;
};
DayCount count(const std::vector<Case>& cases, const Basis& basis, time::Date day);
/// Every working day of the span.
std::vector<DayCount> count(const std::vector<Case>& cases, const Basis& basis, time::Date from,
                            time::Date until);

/// Days where fewest are late or still wait, then fewest late, then nearest to the day that was
/// wished; at most n.
std::vector<DayCount> best(std::vector<DayCount> days, time::Date wished, std::size_t n);

/// What the set in force on a day says of the ceremony clock; none when it says nothing.
struct ClockRule {
    std::string rule_set;
    Cite cite;
    int days = 0;
    bool from_issue = false;
    bool known = true;
    rules::FirstDay first_day = rules::FirstDay::day_after;
};
std::optional<ClockRule> clock_rule(const Basis& basis, time::Date day);

/// The earliest receipt (or issue) whose clock has not run out on that day.
std::optional<time::Date> earliest_start(const Basis& basis, time::Date day);

}  // namespace ketnap::ceremony::planner
