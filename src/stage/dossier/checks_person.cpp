// SPDX-License-Identifier: Apache-2.0
// The candidate: age by month, and the certificate of the course.
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

std::vector<std::string> age_values(const time::PartialDate& born, time::Date on, int months) {
    return {as_written(born), on.vn(), std::to_string(months / 12), std::to_string(months % 12)};
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
        if (verdict == Verdict::pass) {
            return Outcome{};
        }
        return Outcome{verdict, where, age_values(*born, on, youngest.whole),
                       doubted(rule.id, verdict)};
    });
    const bool has_path = takes_path_over_60(judge.dossier);
    bool is_over = false;
    bool is_surely_over = false;
    judge.rule("candidate.age_max", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto verdict =
            verdict_of(oldest.by_number <= rule.number, youngest.whole <= rule.number);
        is_over = is_over || verdict != Verdict::pass;
        is_surely_over = is_surely_over || verdict == Verdict::fail;
        if (has_path || verdict == Verdict::pass) {
            return Outcome{};
        }
        return Outcome{verdict, where, age_values(*born, on, oldest.whole),
                       doubted(rule.id, verdict)};
    });
    if (is_over && has_path) {
        judge_path_over_60(judge);
    }
    judge_decider(judge, is_surely_over || (is_over && has_path));
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
        if (verdict == Verdict::pass) {
            return Outcome{};
        }
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

}  // namespace ketnap::dossier::checks
