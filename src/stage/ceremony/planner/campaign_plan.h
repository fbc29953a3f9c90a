// SPDX-License-Identifier: Apache-2.0
// The planner over one campaign: its candidates, the office's own days off, the words around them.
#pragma once
#include "base/documents/paper.h"
#include "platform/json/describe.h"
#include "stage/ceremony/papers.h"
#include "stage/ceremony/planner/planner.h"
#include "stage/dossier/dossier.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::ceremony::planner {

struct PlannerPerson {
    std::string dossier_id;
    std::string code;
    std::string full_name;
    std::string cell_name;
    std::string unit_name;
    dossier::State state = dossier::State::drafting;
    std::string decision_number;
    std::string decided_on;
    std::string received_on;
    std::string held_on;
    Standing standing = Standing::waiting;
    std::string from;
    std::string due_on;
    std::int64_t late_by = 0;
    bool from_issue = false;
    std::string convention;
    std::string rule_set;
    Cite cite;
    bool uncertain = false;
    bool disputed = false;
};
BOOST_DESCRIBE_STRUCT(PlannerPerson, (),
                      (dossier_id, code, full_name, cell_name, unit_name, state, decision_number,
                       decided_on, received_on, held_on, standing, from, due_on, late_by,
                       from_issue, convention, rule_set, cite, uncertain, disputed))

struct PlannerDay {
    std::string on;
    std::int64_t in_time = 0;
    std::int64_t late = 0;
    std::int64_t waiting = 0;
    std::int64_t held = 0;
};
BOOST_DESCRIBE_STRUCT(PlannerDay, (), (on, in_time, late, waiting, held))

struct PlannerDayOff {
    std::string on;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(PlannerDayOff, (), (on, name))

/// How the clock runs on the day looked at.
struct PlannerClock {
    std::string rule_set;
    Cite cite;
    std::int64_t days = 0;
    bool from_issue = false;
    bool known = true;
    std::string convention;
    std::string convention_text;
    std::string earliest_start;  ///< who received (or was issued) earlier is late
};
BOOST_DESCRIBE_STRUCT(PlannerClock, (),
                      (rule_set, cite, days, from_issue, known, convention, convention_text,
                       earliest_start))

struct PlannerView {
    std::string campaign_id;
    std::string title;
    std::string wished_on;  ///< the day of the plan
    std::string on;         ///< the day looked at
    bool working = true;
    PlannerDay count;
    std::optional<PlannerClock> clock;
    std::vector<PlannerPerson> people;  ///< late first, then who waits, in the order of names
    std::vector<PlannerDay> days;       ///< working days around the wished one
    std::vector<PlannerDay> best;
    std::vector<PlannerDayOff> days_off;
};
BOOST_DESCRIBE_STRUCT(PlannerView, (),
                      (campaign_id, title, wished_on, on, working, count, clock, people, days, best,
                       days_off))

using MaySee = std::function<bool(const dossier::Dossier&)>;

/// Looks at a day; the plan's own (or today) when none is given. Throws NotFound.
PlannerView look(db::Tx& tx, const Ctx& ctx, const dossier::Book& book, const Print& print,
                 const std::string& campaign_id, std::optional<time::Date> on,
                 const MaySee& may_see);

/// The report that asks the superior body's consent for whoever would be late.
/// Refused: `planner.nobody_late`.
documents::Paper late_report(db::Tx& tx, const Ctx& ctx, const Print& print,
                             const PlannerView& view);

}  // namespace ketnap::ceremony::planner
