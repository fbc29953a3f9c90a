// SPDX-License-Identifier: Apache-2.0
// The clocks in working days: to decide, to hold the ceremony, to recognise.
#include "stage/dossier/judge.h"

namespace ketnap::dossier::checks {

namespace {

/// Working days on which the decision clock stood still.
/// Only while it ran, and a day that two returns cover counts once.
int stopped_days(const Dossier& dossier, const rules::Calendar& calendar, time::Date from,
                 time::Date to) {
    auto stops = dossier.stops;
    std::sort(stops.begin(), stops.end(),
              [](const Stop& a, const Stop& b) { return a.from < b.from; });
    int days = 0;
    time::Date counted = from;
    for (const Stop& stop : stops) {
        const time::Date begin = std::max(stop.from, counted);
        const time::Date until = std::min(stop.until.value_or(to), to);
        if (until > begin) {
            days += calendar.working_days_between(begin, until);
            counted = until;
        }
    }
    return days;
}

Clock run(const rules::Rule& rule, const rules::RuleSet& set, time::Date from, int more,
          const Judge& judge) {
    Clock clock;
    clock.rule = rule.id;
    clock.rule_set = set.code;
    clock.cite = rule.cite;
    clock.from = from;
    clock.days = static_cast<int>(rule.number);
    const auto due = judge.basis.calendar.due(from, clock.days + more, rules::first_day_of(set));
    clock.due_on = due.on;
    clock.skipped = due.skipped;
    clock.uncertain = due.uncertain || !rule.known;
    return clock;
}

void finish(Clock& clock, std::optional<time::Date> done, const Judge& judge) {
    clock.done_on = done;
    clock.left =
        judge.basis.calendar.working_days_between(done.value_or(judge.today), clock.due_on);
}

/// The decision clock under one set; none before the cell has met.
std::optional<Clock> decision_clock(const Judge& judge, const rules::RuleSet& set) {
    const auto met = cell_meeting_on(judge.dossier);
    const rules::Rule* rule = set.find("decision.limit");
    if (!met || rule == nullptr) {
        return std::nullopt;
    }
    const auto& issued = judge.dossier.decision;
    const int stopped = stopped_days(judge.dossier, judge.basis.calendar, *met,
                                     issued ? issued->issued_on : judge.today);
    Clock clock = run(*rule, set, *met, stopped + judge.dossier.extension_days, judge);
    clock.stopped_days = stopped;
    clock.extension_days = judge.dossier.extension_days;
    finish(clock, issued ? std::optional{issued->issued_on} : std::nullopt, judge);
    return clock;
}

/// From receipt or from issue of the decision, as the set says; none before that day is known.
std::optional<Clock> ceremony_clock(const Judge& judge, const rules::RuleSet& set) {
    const auto& decision = judge.dossier.decision;
    const rules::Rule* rule = set.find("ceremony.limit");
    if (!decision || rule == nullptr) {
        return std::nullopt;
    }
    const bool from_issue = set.text("ceremony.clock_start") == "issue";
    const auto from = from_issue ? std::optional{decision->issued_on} : decision->received_on;
    if (!from) {
        return std::nullopt;
    }
    Clock clock = run(*rule, set, *from, 0, judge);
    if (const auto* start = set.find("ceremony.clock_start"); start != nullptr && !start->known) {
        clock.uncertain = true;
    }
    finish(clock, judge.dossier.ceremony_on, judge);
    return clock;
}

// ---- After the ceremony

/// The day the twelve months end, under one set.
std::optional<time::Date> probation_end(const Dossier& dossier, const rules::RuleSet& set) {
    const auto months = set.months("probation.length");
    return dossier.ceremony_on && months
               ? std::optional{time::add_months(*dossier.ceremony_on, *months)}
               : std::nullopt;
}

/// The day of the cell's resolution: a vote that missed its share is none.
std::optional<time::Date> resolved_by_cell(const Judge& judge, const rules::RuleSet& set) {
    const Vote* vote = find_vote(judge.dossier, "cell", "recognition");
    const auto share = set.fraction("vote.cell");
    const bool passed = vote != nullptr && share && share->reached(vote->in_favour, vote->base);
    return passed ? std::optional{vote->held_on} : std::nullopt;
}

bool is_removal(const Dossier& dossier) {
    return find_vote(dossier, "cell", "removal") != nullptr &&
           find_vote(dossier, "cell", "recognition") == nullptr;
}

/// A proposal to remove is the cell's answer too.
std::optional<time::Date> considered_by_cell(const Dossier& dossier) {
    const Vote* removal = find_vote(dossier, "cell", "removal");
    const auto met = recognized_by_cell(dossier);
    return met || removal == nullptr ? met : std::optional{removal->held_on};
}

bool is_after_probation(const Dossier& dossier) {
    return dossier.stage == "after" || dossier.recognition || recognized_by_cell(dossier);
}

/// The cell's clock runs from the end of probation, the committee's from the cell's resolution.
std::optional<Clock> recognition_clock(const Judge& judge, const rules::RuleSet& set,
                                       std::string_view id) {
    const rules::Rule* rule = set.find(id);
    const bool of_cell = id == "recognition.cell";
    const auto from = of_cell ? probation_end(judge.dossier, set) : resolved_by_cell(judge, set);
    if (rule == nullptr || !from || *from > judge.today) {
        return std::nullopt;
    }
    const Recognition held = judge.dossier.recognition.value_or(Recognition{});
    const int more = of_cell ? 0 : held.extension_days.value_or(0);
    Clock clock = run(*rule, set, *from, more, judge);
    clock.extension_days = more;
    finish(clock, of_cell ? considered_by_cell(judge.dossier) : held.decided_on, judge);
    return clock;
}

/// Sets that may hold on either day, each once: a clock begun under one generation may end under
/// the next, and which of them counts is not settled.
Judge::Sets sets_of(const Basis& basis, time::Date begin, time::Date end) {
    Judge::Sets sets = basis.rules.in_force_on(begin);
    for (const auto& set : basis.rules.in_force_on(end)) {
        if (std::find(sets.begin(), sets.end(), set) == sets.end()) {
            sets.push_back(set);
        }
    }
    return sets;
}

Judge::Sets decision_sets(const Judge& judge) {
    const auto met = cell_meeting_on(judge.dossier);
    return met ? judge.basis.rules.in_force_on(*met) : Judge::Sets{};
}

Judge::Sets ceremony_sets(const Judge& judge) {
    const auto& decision = judge.dossier.decision;
    if (!decision) {
        return {};
    }
    return sets_of(judge.basis, decision->issued_on,
                   judge.dossier.ceremony_on.value_or(judge.today));
}

Outcome outcome_of(const Clock& clock, std::string_view paper, std::string_view field) {
    if (clock.left >= 0) {
        return {};
    }
    const std::string done = clock.done_on ? clock.done_on->vn() : std::string{};
    return Outcome{Verdict::fail,
                   {Where{std::string{paper}, std::string{field}, 0, done}},
                   {clock.from.vn(), clock.due_on.vn(), done, std::to_string(-clock.left),
                    std::to_string(clock.days), std::to_string(clock.stopped_days),
                    std::to_string(clock.extension_days)},
                   clock.done_on ? std::string{} : clock.rule + ".running"};
}

/// A late ceremony that the directly superior committee agreed to beforehand is told, not refused.
Outcome with_consent(const Judge& judge, const Clock& clock) {
    Outcome outcome = outcome_of(clock, "ceremony", "held_on");
    const auto consent = consent_to_late_ceremony(judge.dossier);
    const auto held = judge.dossier.ceremony_on;
    const bool in_time =
        consent && consent->dated_on && (!held || consent->dated_on->latest() <= *held);
    if (outcome.verdict == Verdict::fail && in_time) {
        outcome.verdict = Verdict::pass;
    }
    return outcome;
}

void judge_decision_clock(Judge& judge) {
    const auto met = cell_meeting_on(judge.dossier);
    if (!met) {
        return;
    }
    const auto& decision = judge.dossier.decision;
    const time::Date on = decision ? decision->issued_on : judge.today;
    judge.rule("decision.limit", decision_sets(judge), on,
               [&](const rules::Rule&, const rules::RuleSet& set) {
                   return outcome_of(*decision_clock(judge, set), "decision", "issued_on");
               });
    if (judge.dossier.extension_days > 0) {
        judge.rule("decision.extension", decision_sets(judge), on,
                   [&](const rules::Rule& rule, const rules::RuleSet&) {
                       const int days = judge.dossier.extension_days;
                       return Outcome{
                           days <= rule.number ? Verdict::pass : Verdict::fail,
                           {Where{"decision", "extension_days", 0, std::to_string(days)}},
                           {std::to_string(days), std::to_string(rule.number)},
                           {}};
                   });
    }
}

/// The member's own review, the helper's remarks and the opinions look back on all twelve months.
void judge_early_paper(Judge& judge, std::string_view form, time::Date on) {
    const auto dated = find_date(judge.dossier, std::string{form} + ".dated_on");
    if (!dated) {
        return;
    }
    judge.rule("probation.length", on, [&](const rules::Rule&, const rules::RuleSet& set) {
        const auto end = probation_end(judge.dossier, set);
        if (!end || dated->latest() >= *end) {
            return Outcome{};
        }
        const auto& list = checklist_of(judge.dossier, judge.basis, judge.today);
        const rules::Form* known = list.find(form);
        return Outcome{Verdict::doubt,
                       {Where{std::string{form}, "dated_on", 0, as_written(*dated)}},
                       {known == nullptr ? std::string{form} : short_name(*known),
                        as_written(*dated), end->vn()},
                       "recognition.early_paper"};
    });
}

}  // namespace

std::string recognition_stage(const Dossier& dossier, const Basis& basis, time::Date today) {
    if (!dossier.ceremony_on || dossier.stage != "after" || is_removal(dossier)) {
        return {};
    }
    if (dossier.recognition && dossier.recognition->decided_on) {
        return "recognition_decision";
    }
    if (recognized_by_cell(dossier)) {
        return "recognition_cell";
    }
    const auto& sets = basis.rules.in_force_on(today);
    const auto end = sets.empty() ? std::nullopt : probation_end(dossier, *sets.front());
    return end && *end < today ? "recognition" : "";
}

void judge_clocks(Judge& judge) {
    judge_decision_clock(judge);
    if (!judge.dossier.decision) {
        return;
    }
    const time::Date on = judge.dossier.ceremony_on.value_or(judge.today);
    judge.rule("ceremony.limit", ceremony_sets(judge), on,
               [&](const rules::Rule&, const rules::RuleSet& set) {
                   const auto clock = ceremony_clock(judge, set);
                   return clock ? with_consent(judge, *clock)
                                : Outcome{Verdict::doubt,
                                          {Where{"decision", "received_on", 0, {}}},
                                          {judge.dossier.decision->issued_on.vn()},
                                          "ceremony.limit.not_received"};
               });
}

void judge_recognition(Judge& judge) {
    const Dossier& dossier = judge.dossier;
    if (!dossier.ceremony_on || !is_after_probation(dossier)) {
        return;
    }
    const auto met = recognized_by_cell(dossier);
    const time::Date on = met.value_or(judge.today);
    judge.rule("probation.length", on, [&](const rules::Rule&, const rules::RuleSet& set) {
        const auto end = probation_end(dossier, set);
        if (!met || !end || *met > *end) {
            return Outcome{};
        }
        return Outcome{Verdict::fail,
                       {Where{"recognition", "met_on", 0, met->vn()}},
                       {met->vn(), dossier.ceremony_on->vn(), end->vn()},
                       "recognition.early"};
    });
    for (const std::string_view form :
         {"member_self_review", "helper_remarks", "recognition_opinion_summary"}) {
        judge_early_paper(judge, form, on);
    }
    for (const std::string_view id : {"recognition.cell", "recognition.decision"}) {
        judge.rule(id, on, [&](const rules::Rule&, const rules::RuleSet& set) {
            const auto clock = recognition_clock(judge, set, id);
            return clock ? outcome_of(*clock, "recognition",
                                      id == "recognition.cell" ? "met_on" : "decided_on")
                         : Outcome{};
        });
    }
    const int more = dossier.recognition.value_or(Recognition{}).extension_days.value_or(0);
    if (more > 0) {
        judge.rule(
            "recognition.extension", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
                return Outcome{more <= rule.number ? Verdict::pass : Verdict::fail,
                               {Where{"recognition", "extension_days", 0, std::to_string(more)}},
                               {std::to_string(more), std::to_string(rule.number)},
                               "decision.extension"};
            });
    }
}

std::vector<Clock> clocks(const Dossier& dossier, const Basis& basis, time::Date today) {
    const Judge judge{dossier, basis, today};
    std::vector<Clock> out;
    const auto add = [&](std::optional<Clock> clock) {
        const auto same = [&](const Clock& one) {
            return one.rule == clock->rule && one.due_on == clock->due_on;
        };
        if (clock && std::none_of(out.begin(), out.end(), same)) {
            out.push_back(std::move(*clock));
        }
    };
    for (const auto& set : decision_sets(judge)) {
        add(decision_clock(judge, *set));
    }
    for (const auto& set : ceremony_sets(judge)) {
        add(ceremony_clock(judge, *set));
    }
    if (dossier.ceremony_on && is_after_probation(dossier)) {
        for (const auto& set : basis.rules.in_force_on(today)) {
            add(recognition_clock(judge, *set, "recognition.cell"));
            add(recognition_clock(judge, *set, "recognition.decision"));
        }
    }
    return out;
}

}  // namespace ketnap::dossier::checks
