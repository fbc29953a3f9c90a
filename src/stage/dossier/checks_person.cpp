// SPDX-License-Identifier: Apache-2.0
// The candidate and those who stand for them.
#include "stage/dossier/judge.h"

namespace ketnap::dossier::checks {

namespace {

/// Age is "counted by month": by whole months, or by the numbers of the months alone.
struct AgeMonths {
    int whole = 0;
    int by_number = 0;
};

AgeMonths age_at(time::Date born, time::Date day) {
    return {time::months_between(born, day), (day.year() - born.year()) * 12 +
                                                 static_cast<int>(day.month()) -
                                                 static_cast<int>(born.month())};
}

Verdict verdict_of(bool surely, bool perhaps) {
    return surely ? Verdict::pass : perhaps ? Verdict::doubt : Verdict::fail;
}

std::vector<std::string> age_values(const time::PartialDate& born, time::Date on, int months) {
    return {as_written(born), on.vn(), std::to_string(months / 12), std::to_string(months % 12)};
}

std::string doubted(std::string_view id, Verdict verdict) {
    return verdict == Verdict::doubt ? std::string{id} + ".doubt" : std::string{};
}

}  // namespace

void judge_age(Judge& judge) {
    const auto& born = judge.dossier.born_on;
    const Where at{"life_history", "born_on", 0, born ? as_written(*born) : ""};
    if (!born) {
        judge.plain("candidate.born_unknown", Level::warning, {at}, {}, judge.today);
        return;
    }
    const auto met = cell_meeting_on(judge.dossier);
    const time::Date on = met.value_or(judge.today);
    const AgeMonths youngest = age_at(born->latest(), on);
    const AgeMonths oldest = age_at(born->earliest(), on);
    const std::vector<Where> where{at, Where{"cell_resolution", "met_on", 0, met ? on.vn() : ""}};
    judge.rule("candidate.age_min", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto verdict =
            verdict_of(youngest.whole >= rule.number, oldest.by_number >= rule.number);
        return Outcome{verdict, where, age_values(*born, on, youngest.whole),
                       doubted(rule.id, verdict)};
    });
    judge.rule("candidate.age_max", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto verdict =
            verdict_of(oldest.by_number <= rule.number, youngest.whole <= rule.number);
        return Outcome{verdict, where, age_values(*born, on, oldest.whole),
                       doubted(rule.id, verdict)};
    });
}

void judge_certificate(Judge& judge) {
    const auto issued = find_date(judge.dossier, "awareness_certificate.issued_on");
    if (!issued) {
        return;
    }
    const auto met = cell_meeting_on(judge.dossier);
    const time::Date on = met.value_or(judge.today);
    judge.rule("certificate.life", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const int months = static_cast<int>(rule.number);
        const auto verdict = verdict_of(on <= time::add_months(issued->earliest(), months),
                                        on <= time::add_months(issued->latest(), months));
        std::string text = doubted(rule.id, verdict);
        if (verdict == Verdict::fail && !met) {
            text = "certificate.life.today";
        }
        return Outcome{verdict,
                       {Where{"awareness_certificate", "issued_on", 0, as_written(*issued)},
                        Where{"cell_resolution", "met_on", 0, met ? on.vn() : ""}},
                       {as_written(*issued), time::add_months(issued->latest(), months).vn(),
                        on.vn(), std::to_string(months)},
                       text};
    });
}

namespace {

std::string_view introduction_form(const Dossier& dossier) {
    return dossier.candidate_type == "other" ? "member_introduction_pair" : "member_introduction";
}

void judge_together(Judge& judge, const Introducer& one, const Where& paper, time::Date on) {
    judge.rule("introducer.together", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const int months = static_cast<int>(rule.number);
        if (!one.together_since) {
            return Outcome{Verdict::doubt, {paper}, {one.name}, "introducer.together.unknown"};
        }
        const auto& since = *one.together_since;
        const auto verdict = verdict_of(time::add_months(since.latest(), months) <= on,
                                        time::add_months(since.earliest(), months) <= on);
        Where from = paper;
        from.quote = as_written(since);
        Where signed_on = paper;
        signed_on.field = "dated_on";
        signed_on.quote = on.vn();
        return Outcome{verdict,
                       {from, signed_on},
                       {one.name, as_written(since), on.vn(), std::to_string(months),
                        time::add_months(on, -months).vn()},
                       doubted(rule.id, verdict)};
    });
}

void judge_one_introducer(Judge& judge, const Introducer& one, std::string_view form,
                          time::Date on) {
    const Where paper{std::string{form}, "together_since", 0, {}};
    judge.rule("introducer.official", on, [&](const rules::Rule&, const rules::RuleSet&) {
        return Outcome{one.official ? Verdict::pass : Verdict::fail,
                       {Where{std::string{form}, "introducer", 0, one.name}},
                       {one.name},
                       {}};
    });
    if (one.same_grassroots) {
        judge.rule("introducer.same_grassroots", on,
                   [&](const rules::Rule&, const rules::RuleSet&) {
                       return Outcome{*one.same_grassroots ? Verdict::pass : Verdict::fail,
                                      {Where{std::string{form}, "introducer", 0, one.name}},
                                      {one.name},
                                      {}};
                   });
    }
    judge_together(judge, one, paper, on);
}

}  // namespace

void judge_introducers(Judge& judge) {
    const Dossier& dossier = judge.dossier;
    const auto form = introduction_form(dossier);
    const auto dated = find_date(dossier, std::string{form} + ".dated_on");
    const time::Date on = dated ? dated->latest() : cell_meeting_on(dossier).value_or(judge.today);
    const std::string_view count_rule =
        dossier.candidate_type == "union_member"         ? "introducer.with_youth_union"
        : dossier.candidate_type == "trade_union_member" ? "introducer.with_trade_union"
                                                         : "introducer.count";
    const auto count = static_cast<std::int64_t>(dossier.introducers.size());
    judge.rule(count_rule, on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        return Outcome{count >= rule.number ? Verdict::pass : Verdict::fail,
                       {Where{std::string{form}, "introducer", 0, {}}},
                       {std::to_string(count), std::to_string(rule.number)},
                       {}};
    });
    for (const Introducer& one : dossier.introducers) {
        judge_one_introducer(judge, one, form, on);
    }
    if (dossier.decision || dossier.ceremony_on) {
        const time::Date day = dossier.ceremony_on.value_or(judge.today);
        judge.rule("helper.assigned", day, [&](const rules::Rule&, const rules::RuleSet&) {
            return Outcome{dossier.helper ? Verdict::pass : Verdict::fail,
                           {Where{"decision", "helper", 0, {}}},
                           {},
                           {}};
        });
    }
}

}  // namespace ketnap::dossier::checks
