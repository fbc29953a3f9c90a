// SPDX-License-Identifier: Apache-2.0
// Who stands for the candidate: which way applies, and whether each introducer may.
#include "stage/dossier/judge.h"

namespace ketnap::dossier::checks {

namespace {

constexpr std::string_view by_union = "union_member";
constexpr std::string_view by_trade_union = "trade_union_member";
constexpr std::string_view by_two = "other";

std::string_view introduction_form(const Dossier& dossier) {
    return dossier.candidate_type == by_two ? "member_introduction_pair" : "member_introduction";
}

std::string_view count_rule(std::string_view way) {
    return way == by_union         ? "introducer.with_youth_union"
           : way == by_trade_union ? "introducer.with_trade_union"
                                   : "introducer.count";
}

bool is_replacement(const Dossier& dossier, const Introducer& one) {
    return one.from_on && std::any_of(dossier.introducers.begin(), dossier.introducers.end(),
                                      [](const Introducer& other) { return other.until_on; });
}

void judge_together(Judge& judge, const Introducer& one, const Where& paper, time::Date on) {
    judge.rule("introducer.together", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const int months = static_cast<int>(rule.number);
        if (!one.together_since) {
            return Outcome{Verdict::doubt, {paper}, {one.name}, "introducer.together.unknown"};
        }
        const auto& since = *one.together_since;
        Verdict verdict = verdict_of(time::add_months(since.latest(), months) <= on,
                                     time::add_months(since.earliest(), months) <= on);
        if (verdict == Verdict::pass) {
            return Outcome{};
        }
        std::string text = doubted(rule.id, verdict);
        if (verdict == Verdict::fail && is_replacement(judge.dossier, one)) {
            // whether the twelve months hold for who takes over is not settled
            verdict = Verdict::doubt;
            text = "introducer.together.replacement";
        }
        Where from = paper;
        from.quote = as_written(since);
        Where signed_on = paper;
        signed_on.field = "dated_on";
        signed_on.quote = on.vn();
        return Outcome{verdict,
                       {from, signed_on},
                       {one.name, as_written(since), on.vn(), std::to_string(months),
                        time::add_months(on, -months).vn()},
                       text};
    });
}

/// A paper that the former introducer signed does not speak for the new one.
void judge_replaced(Judge& judge, const Introducer& one, std::string_view form) {
    const auto dated = find_date(judge.dossier, std::string{form} + ".dated_on");
    if (!dated || !is_replacement(judge.dossier, one)) {
        return;
    }
    judge.rule("introducer.replaced", one.from_on->latest(),
               [&](const rules::Rule&, const rules::RuleSet&) {
                   const bool older = dated->latest() < one.from_on->earliest();
                   return Outcome{older ? Verdict::fail : Verdict::pass,
                                  {Where{std::string{form}, "dated_on", 0, as_written(*dated)}},
                                  {one.name, as_written(*one.from_on), as_written(*dated)},
                                  {}};
               });
}

void judge_one_introducer(Judge& judge, const Introducer& one, std::string_view form,
                          time::Date on) {
    const Where who{std::string{form}, "introducer", 0, one.name};
    judge.rule("introducer.official", on, [&](const rules::Rule&, const rules::RuleSet&) {
        return Outcome{one.official ? Verdict::pass : Verdict::fail, {who}, {one.name}, {}};
    });
    if (one.same_grassroots) {
        judge.rule(
            "introducer.same_grassroots", on, [&](const rules::Rule&, const rules::RuleSet&) {
                return Outcome{
                    *one.same_grassroots ? Verdict::pass : Verdict::fail, {who}, {one.name}, {}};
            });
    }
    judge_together(judge, one, Where{std::string{form}, "together_since", 0, {}}, on);
    judge_replaced(judge, one, form);
    if (one.open_dossiers) {
        judge.rule("introducer.load", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
            return Outcome{
                *one.open_dossiers > rule.number ? Verdict::fail : Verdict::pass,
                {who},
                {one.name, std::to_string(*one.open_dossiers), std::to_string(rule.number)},
                {}};
        });
    }
}

// ---- Which way applies

/// Whether the candidate is surely of youth age on that day, by the set of that day.
bool is_of_youth_age(const Judge& judge, time::Date on) {
    const auto& born = judge.dossier.born_on;
    const auto& sets = judge.basis.rules.in_force_on(on);
    if (!born || sets.empty()) {
        return false;
    }
    const rules::Rule* most = sets.front()->find("candidate.youth_age_max");
    return most != nullptr && time::months_between(born->earliest(), on) <= most->number;
}

/// The way that the facts lead to; empty when they do not tell.
std::string_view way_of(const Judge& judge, time::Date on) {
    const Conditions& facts = judge.dossier.conditions;
    if (facts.has_union_organization.value_or(false)) {
        return is_of_youth_age(judge, on) ? by_union : std::string_view{};
    }
    if (!facts.has_union_organization || !facts.has_trade_union) {
        return {};
    }
    return *facts.has_trade_union ? by_trade_union : by_two;
}

/// The organisation that the chosen way needs does not exist there.
bool stands_on_nothing(const Dossier& dossier) {
    const Conditions& facts = dossier.conditions;
    return (dossier.candidate_type == by_union && facts.has_union_organization == false) ||
           (dossier.candidate_type == by_trade_union && facts.has_trade_union == false);
}

void judge_way(Judge& judge, time::Date on) {
    const Dossier& dossier = judge.dossier;
    const Where chosen{"conditions", "candidate_type", 0, dossier.candidate_type};
    const auto way = way_of(judge, on);
    const bool nothing = stands_on_nothing(dossier);
    if (nothing || (!way.empty() && way != dossier.candidate_type)) {
        const std::string told{way.empty() ? std::string_view{dossier.candidate_type} : way};
        judge.rule(count_rule(way.empty() ? std::string_view{dossier.candidate_type} : way), on,
                   [&](const rules::Rule&, const rules::RuleSet&) {
                       return Outcome{nothing ? Verdict::fail : Verdict::doubt,
                                      {chosen},
                                      {"@way." + dossier.candidate_type, "@way." + told},
                                      way.empty() ? "introduction.way.none" : "introduction.way"};
                   });
    }
    const auto member = [&](std::string_view type, std::optional<bool> is_member,
                            std::string_view rule, const char* field) {
        if (dossier.candidate_type == type && is_member == false) {
            judge.rule(rule, on, [&](const rules::Rule&, const rules::RuleSet&) {
                return Outcome{Verdict::fail, {chosen, Where{"conditions", field, 0, {}}}, {}, {}};
            });
        }
    };
    member(by_union, dossier.conditions.is_union_member, "candidate.union_member",
           "is_union_member");
    member(by_trade_union, dossier.conditions.is_trade_union_member, "candidate.trade_union_member",
           "is_trade_union_member");
}

void judge_helper(Judge& judge) {
    const Dossier& dossier = judge.dossier;
    if (!dossier.decision && !dossier.ceremony_on) {
        return;
    }
    judge.rule("helper.assigned", dossier.ceremony_on.value_or(judge.today),
               [&](const rules::Rule&, const rules::RuleSet&) {
                   return Outcome{dossier.helper ? Verdict::pass : Verdict::fail,
                                  {Where{"decision", "helper", 0, {}}},
                                  {},
                                  {}};
               });
}

}  // namespace

void judge_introducers(Judge& judge) {
    const Dossier& dossier = judge.dossier;
    const auto form = introduction_form(dossier);
    const auto dated = find_date(dossier, std::string{form} + ".dated_on");
    const time::Date on = dated ? dated->latest() : cell_meeting_on(dossier).value_or(judge.today);
    judge_way(judge, on);
    const auto count = std::count_if(dossier.introducers.begin(), dossier.introducers.end(),
                                     [](const Introducer& one) { return !one.until_on; });
    judge.rule(count_rule(dossier.candidate_type), on,
               [&](const rules::Rule& rule, const rules::RuleSet&) {
                   return Outcome{count >= rule.number ? Verdict::pass : Verdict::fail,
                                  {Where{std::string{form}, "introducer", 0, {}}},
                                  {std::to_string(count), std::to_string(rule.number)},
                                  {}};
               });
    for (const Introducer& one : dossier.introducers) {
        if (!one.until_on) {
            judge_one_introducer(judge, one, form, on);
        }
    }
    judge_helper(judge);
}

}  // namespace ketnap::dossier::checks
