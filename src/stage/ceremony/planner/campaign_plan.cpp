// SPDX-License-Identifier: Apache-2.0
#include "stage/ceremony/planner/campaign_plan.h"

#include "base/documents/documents.h"
#include "base/messages/messages.h"
#include "base/org/org.h"
#include "base/rules/office_days.h"
#include "platform/text/text.h"
#include "platform/vocabulary/errors.h"
#include "stage/campaign/campaign.h"
#include "stage/ceremony/letterhead.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace ketnap::ceremony::planner {
namespace {

using dossier::State;
using messages::Language;

// Six weeks around the wished day, as many as a screen shows side by side.
constexpr int days_before = 21;
constexpr int days_after = 18;
constexpr std::size_t best_shown = 3;

constexpr std::array open_states{
    State::drafting,    State::submitted, State::received, State::appraising, State::returned,
    State::resubmitted, State::qualified, State::held,     State::decided,    State::admitted};

std::optional<time::Date> day_of(const std::string& iso) {
    const auto day = time::Date::parse_iso(iso);
    return day ? std::optional{*day} : std::nullopt;
}

std::string iso_of(const std::optional<time::Date>& day) {
    return day ? day->iso() : std::string{};
}

Case case_of(const dossier::Dossier& d) {
    return {day_of(d.decided_on), day_of(d.decision_received_on), day_of(d.ceremony_on)};
}

PlannerPerson person_of(const dossier::Candidate& c, const Basis& basis, time::Date day) {
    const auto& d = c.dossier;
    const auto verdict = judge(case_of(d), basis, day);
    return {.dossier_id = d.id.value,
            .code = d.code,
            .full_name = c.person.name,
            .cell_name = c.cell.name,
            .unit_name = c.unit && c.unit->id != c.cell.id ? c.unit->name : "",
            .state = d.state,
            .decision_number = d.decision_number,
            .decided_on = d.decided_on,
            .received_on = d.decision_received_on,
            .held_on = d.ceremony_on,
            .standing = verdict.standing,
            .from = iso_of(verdict.from),
            .due_on = iso_of(verdict.due_on),
            .late_by = verdict.late_by,
            .from_issue = verdict.from_issue,
            .convention = std::string{rules::name_of(verdict.first_day)},
            .rule_set = verdict.rule_set,
            .cite = verdict.cite,
            .uncertain = verdict.uncertain,
            .disputed = verdict.disputed};
}

PlannerDay day_view(const DayCount& day) {
    return {day.on.iso(), day.in_time, day.late, day.waiting, day.held};
}

std::vector<PlannerDayOff> days_off(const rules::Calendar& calendar, time::Date from,
                                    time::Date until) {
    std::vector<PlannerDayOff> out;
    for (auto day = from; day <= until; day = day + 1) {
        const auto* special = calendar.special(day);
        if (special != nullptr && !calendar.is_working(day)) {
            out.push_back({day.iso(), special->name});
        }
    }
    return out;
}

std::optional<PlannerClock> clock_view(const Basis& basis, const Print& print, time::Date day) {
    const auto rule = clock_rule(basis, day);
    if (!rule) {
        return std::nullopt;
    }
    const std::string convention{rules::name_of(rule->first_day)};
    return PlannerClock{
        .rule_set = rule->rule_set,
        .cite = rule->cite,
        .days = rule->days,
        .from_issue = rule->from_issue,
        .known = rule->known,
        .convention = convention,
        .convention_text = print.messages.text("rule.code." + convention, Language::vi),
        .earliest_start = iso_of(earliest_start(basis, day))};
}

std::vector<dossier::Candidate> candidates_of(db::Tx& tx, const std::string& campaign_id,
                                              const MaySee& may_see) {
    std::vector<dossier::Candidate> out;
    for (const auto state : open_states) {
        for (auto& one : dossier::candidates(tx, state, campaign_id)) {
            if (may_see(one.dossier)) {
                out.push_back(std::move(one));
            }
        }
    }
    return out;
}

int rank_of(Standing standing) {
    return standing == Standing::late      ? 0
           : standing == Standing::waiting ? 1
           : standing == Standing::in_time ? 2
                                           : 3;
}

void sort_people(std::vector<PlannerPerson>& people) {
    std::sort(people.begin(), people.end(), [](const auto& a, const auto& b) {
        return std::tuple{rank_of(a.standing), a.due_on, text::sort_key(a.full_name), a.code} <
               std::tuple{rank_of(b.standing), b.due_on, text::sort_key(b.full_name), b.code};
    });
}

}  // namespace

PlannerView look(db::Tx& tx, const Ctx& ctx, const dossier::Book& book, const Print& print,
                 const std::string& campaign_id, std::optional<time::Date> on,
                 const MaySee& may_see) {
    const auto campaign = campaign::get(tx, {campaign_id});
    const auto calendar = rules::office_calendar(tx, book.basis.calendar);
    const Basis basis{book.basis.rules, calendar, book.basis.checklists};
    const auto event = day_of(campaign.reading.event_on.value_or(""));
    const auto wished = event.value_or(ctx.clock.today());
    const auto day = on.value_or(wished);
    PlannerView view{.campaign_id = campaign_id,
                     .title = campaign.plan.short_title,
                     .wished_on = iso_of(event),
                     .on = day.iso(),
                     .working = calendar.is_working(day),
                     .count = {},
                     .clock = clock_view(basis, print, day),
                     .people = {},
                     .days = {},
                     .best = {},
                     .days_off = {}};
    std::vector<Case> cases;
    for (const auto& one : candidates_of(tx, campaign_id, may_see)) {
        cases.push_back(case_of(one.dossier));
        view.people.push_back(person_of(one, basis, day));
    }
    sort_people(view.people);
    view.count = day_view(count(cases, basis, day));
    const auto monday = wished - static_cast<int>(wished.weekday() - 1);
    const auto span = count(cases, basis, monday - days_before, monday + days_after);
    std::transform(span.begin(), span.end(), std::back_inserter(view.days), day_view);
    const auto ranked = best(span, wished, best_shown);
    std::transform(ranked.begin(), ranked.end(), std::back_inserter(view.best), day_view);
    view.days_off = days_off(calendar, monday - days_before, monday + days_after);
    return view;
}

documents::Paper late_report(db::Tx& tx, const Ctx& ctx, const Print& print,
                             const PlannerView& view) {
    const auto vn = [](const std::string& iso) {
        const auto day = day_of(iso);
        return day ? day->vn() : std::string{};
    };
    documents::Fields fields;
    auto& late = fields.lists["people"];
    for (const auto& one : view.people) {
        if (one.standing == Standing::late) {
            late.push_back({{"order", std::to_string(late.size() + 1)},
                            {"full_name", one.full_name},
                            {"cell", one.unit_name.empty() ? one.cell_name
                                                           : one.cell_name + ", " + one.unit_name},
                            {"decision", one.decision_number},
                            {"decided_on", vn(one.decided_on)},
                            {"from", vn(one.from)},
                            {"due_on", vn(one.due_on)},
                            {"late_by", std::to_string(one.late_by)}});
        }
    }
    if (late.empty() || !view.clock) {
        throw Refused{{field_finding("planner.nobody_late", "on", {vn(view.on)})}};
    }
    // a Party body reports on Party decisions, whoever else signed the plan
    const auto root = org::root(tx);
    const auto head = root ? documents::letterhead(tx, root->id) : head_of(tx, view.campaign_id);
    const auto& doc = view.clock->cite.doc;
    auto& values = fields.values;
    if (!head.layout.empty()) {
        values["layout"] = head.layout;
    }
    values["superior"] = head.superior;
    values["issuer"] = head.issuer;
    values["place"] = head.place;
    values["dated"] = ctx.clock.today().iso();
    values["agency"] = head.agency;
    values["event_name"] = view.title;
    values["event_on"] = vn(view.on);
    values["regulation_number"] = doc.substr(doc.rfind(' ') + 1);
    values["regulation_date"] = vn(view.clock->cite.date);
    values["regulation_point"] = view.clock->cite.point;
    values["days"] = std::to_string(view.clock->days);
    values["clock_receipt"] = view.clock->from_issue ? "" : "1";
    values["clock_issue"] = view.clock->from_issue ? "1" : "";
    values["count"] = text::number_vn(static_cast<std::int64_t>(late.size()));
    values["convention"] = view.clock->convention_text;
    values["body_upper"] = text::upper(head.body);
    values["signer_post_upper"] = text::upper(head.signer_post);
    values["signer_name"] = head.signer_name;
    return documents::fill(print.library, "late_ceremony", fields);
}

}  // namespace ketnap::ceremony::planner
