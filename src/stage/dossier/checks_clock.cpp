// SPDX-License-Identifier: Apache-2.0
// Votes in whole numbers and the clocks in working days.
#include "stage/dossier/judge.h"

namespace ketnap::dossier::checks {

namespace {

std::string_view vote_rule(const Vote& vote) {
    if (!vote.rule.empty()) {
        return vote.rule;
    }
    return vote.body == "cell"         ? "vote.cell"
           : vote.body == "grassroots" ? "vote.grassroots"
                                       : "vote.standing_board";
}

std::string vote_paper(const Vote& vote) {
    return vote.body == "cell"         ? "cell_resolution"
           : vote.body == "grassroots" ? "committee_resolution"
                                       : "decision";
}

bool counts_fit(const Vote& vote) {
    const std::int64_t present = vote.present.value_or(vote.base);
    return vote.base > 0 && vote.in_favour >= 0 && vote.against >= 0 && present >= 0 &&
           vote.in_favour + vote.against <= present && present <= vote.base;
}

void judge_vote(Judge& judge, const Vote& vote) {
    const auto number = [](std::int64_t n) { return std::to_string(n); };
    const Where at{vote_paper(vote), "votes", 0, number(vote.in_favour) + "/" + number(vote.base)};
    if (!counts_fit(vote)) {
        judge.plain("vote.count", Level::error, {at},
                    {number(vote.in_favour), number(vote.against),
                     number(vote.present.value_or(vote.base)), number(vote.base)},
                    vote.held_on);
        return;
    }
    judge.rule(vote_rule(vote), vote.held_on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto& share = rule.fraction;
        const bool reached = share.reached(vote.in_favour, vote.base);
        return Outcome{reached ? Verdict::pass : Verdict::fail,
                       {at},
                       {number(vote.in_favour), number(vote.base), number(share.needed(vote.base)),
                        number(share.under * vote.in_favour), number(share.over * vote.base)},
                       {}};
    });
    if (vote.body == "cell") {
        judge.rule("vote.cell_minimum", vote.held_on,
                   [&](const rules::Rule& rule, const rules::RuleSet&) {
                       return Outcome{vote.base >= rule.number ? Verdict::pass : Verdict::fail,
                                      {at},
                                      {number(vote.base), number(rule.number)},
                                      {}};
                   });
    }
}

/// Working days on which the decision clock stood still.
int stopped_days(const Dossier& dossier, const rules::Calendar& calendar, time::Date today) {
    int days = 0;
    for (const Stop& stop : dossier.stops) {
        const time::Date until = stop.until.value_or(today);
        days += until > stop.from ? calendar.working_days_between(stop.from, until) : 0;
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
    const auto due = judge.basis.calendar.due(from, clock.days + more);
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
    const int stopped = stopped_days(judge.dossier, judge.basis.calendar, judge.today);
    Clock clock = run(*rule, set, *met, stopped + judge.dossier.extension_days, judge);
    clock.stopped_days = stopped;
    clock.extension_days = judge.dossier.extension_days;
    const auto& decision = judge.dossier.decision;
    finish(clock, decision ? std::optional{decision->issued_on} : std::nullopt, judge);
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
    const std::string done = clock.done_on ? clock.done_on->vn() : std::string{};
    const bool late = clock.left < 0;
    return Outcome{late ? Verdict::fail : Verdict::pass,
                   {Where{std::string{paper}, std::string{field}, 0, done}},
                   {clock.from.vn(), clock.due_on.vn(), done, std::to_string(-clock.left),
                    std::to_string(clock.days), std::to_string(clock.stopped_days),
                    std::to_string(clock.extension_days)},
                   late && !clock.done_on ? clock.rule + ".running" : std::string{}};
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

}  // namespace

void judge_votes(Judge& judge) {
    for (const Vote& vote : judge.dossier.votes) {
        judge_vote(judge, vote);
    }
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
                   return clock ? outcome_of(*clock, "ceremony", "held_on")
                                : Outcome{Verdict::doubt,
                                          {Where{"decision", "received_on", 0, {}}},
                                          {judge.dossier.decision->issued_on.vn()},
                                          "ceremony.limit.not_received"};
               });
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
    return out;
}

}  // namespace ketnap::dossier::checks
