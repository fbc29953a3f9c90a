// SPDX-License-Identifier: Apache-2.0
// What is asked of the candidate beside age: citizenship, schooling, the path above 60,
// readmission, special cases. Judged only where something was entered.
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "stage/dossier/judge.h"

#include <charconv>

namespace ketnap::dossier::checks {

namespace {

using json::text_of;

Where at(std::string field, std::string quote = {}) {
    return Where{"conditions", std::move(field), 0, std::move(quote)};
}

const Consent* find_consent(const Dossier& dossier, ConsentKind kind) {
    for (const Consent& consent : dossier.consents) {
        if (consent.kind == kind) {
            return &consent;
        }
    }
    return nullptr;
}

/// A written consent: there, dated, and before the decision where there is one.
Outcome consent_outcome(const Dossier& dossier, ConsentKind kind) {
    const std::string name = text_of(kind);
    const std::string label = "@consent." + name;
    const Consent* held = find_consent(dossier, kind);
    Where where{"consent", name, 0, {}};
    if (held == nullptr) {
        return {Verdict::fail, {where}, {label}, "consent.missing"};
    }
    where.quote = held->number.value_or("");
    if (!held->dated_on) {
        return {Verdict::doubt, {where}, {label, where.quote}, "consent.undated"};
    }
    if (!dossier.decision || held->dated_on->latest() < dossier.decision->issued_on) {
        return {};
    }
    const time::Date issued = dossier.decision->issued_on;
    return {held->dated_on->earliest() > issued ? Verdict::fail : Verdict::doubt,
            {where, Where{"decision", "issued_on", 0, issued.vn()}},
            {label, as_written(*held->dated_on), issued.vn()},
            "consent.late"};
}

void judge_citizenship(Judge& judge) {
    const auto& citizenship = judge.dossier.conditions.citizenship;
    if (!citizenship || citizenship->empty()) {
        return;
    }
    judge.rule("candidate.citizenship", file_day(judge),
               [&](const rules::Rule&, const rules::RuleSet&) {
                   const std::string word = text::fold(*citizenship);
                   const bool ours = word == "viet nam" || word == "vietnam" || word == "vn";
                   return Outcome{ours ? Verdict::pass : Verdict::fail,
                                  {at("citizenship", *citizenship)},
                                  {*citizenship},
                                  {}};
               });
}

// ---- Schooling

constexpr int reads_and_writes = 1;
constexpr int primary = 2;
constexpr int lower_secondary = 3;
constexpr int upper_secondary = 4;

/// "9/12", "7/10": classes finished, in the school of twelve or of ten years.
std::optional<int> classes_finished(std::string_view text) {
    int done = 0;
    int of = 0;
    const auto bar = text.find('/');
    if (bar == std::string_view::npos) {
        return std::nullopt;
    }
    const auto number = [&](std::string_view part, int& into) {
        const auto read = std::from_chars(part.data(), part.data() + part.size(), into);
        return read.ec == std::errc{} && read.ptr == part.data() + part.size();
    };
    if (!number(text.substr(0, bar), done) || !number(text.substr(bar + 1), of)) {
        return std::nullopt;
    }
    const bool ten_years = of == 10;
    if (!ten_years && of != 12) {
        return std::nullopt;
    }
    return done >= of                    ? upper_secondary
           : done >= (ten_years ? 7 : 9) ? lower_secondary
           : done >= (ten_years ? 4 : 5) ? primary
           : done >= 1                   ? reads_and_writes
                                         : 0;
}

/// As high as what was entered says; none when it cannot be read.
std::optional<int> schooling_of(std::string_view text) {
    if (text.starts_with("lower_secondary")) {
        return lower_secondary;
    }
    return text == "none"               ? std::optional{0}
           : text == "reads_and_writes" ? std::optional{reads_and_writes}
           : text == "primary"          ? std::optional{primary}
           : text == "upper_secondary"  ? std::optional{upper_secondary}
                                        : classes_finished(text);
}

std::string_view schooling_rule(const Conditions& conditions) {
    if (!conditions.education_exception) {
        return "candidate.education";
    }
    return *conditions.education_exception == EducationException::prestigious_person
               ? "candidate.education_elder"
               : "candidate.education_hard_area";
}

void judge_education(Judge& judge) {
    const Conditions& conditions = judge.dossier.conditions;
    const auto have = conditions.education ? schooling_of(*conditions.education) : std::nullopt;
    if (!have) {
        return;
    }
    const auto id = schooling_rule(conditions);
    const time::Date on = file_day(judge);
    judge.rule(id, on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const auto wanted = schooling_of(rule.text);
        return Outcome{!wanted || *have >= *wanted ? Verdict::pass : Verdict::fail,
                       {at("education", *conditions.education)},
                       {*conditions.education, "@schooling." + rule.text, on.vn()},
                       {}};
    });
    if (id == "candidate.education_elder") {
        judge.rule(id, on, [&](const rules::Rule&, const rules::RuleSet&) {
            return consent_outcome(judge.dossier, ConsentKind::education);
        });
    }
}

// ---- Readmission

void judge_wait(Judge& judge, const Readmission& again, time::Date on) {
    const bool crime = again.left_by == LeftBy::less_serious_crime;
    const auto& since = crime ? again.expunged_on : again.left_on;
    const std::string field = crime ? "readmission.expunged_on" : "readmission.left_on";
    judge.rule(
        crime ? "readmission.wait_after_conviction" : "readmission.wait", on,
        [&](const rules::Rule& rule, const rules::RuleSet&) {
            const int months = static_cast<int>(rule.number);
            if (!since) {
                return Outcome{
                    Verdict::doubt, {at(field)}, {std::to_string(months)}, rule.id + ".unknown"};
            }
            const time::Date surely = time::add_months(since->latest(), months);
            const time::Date perhaps = time::add_months(since->earliest(), months);
            return Outcome{surely <= on    ? Verdict::pass
                           : perhaps <= on ? Verdict::doubt
                                           : Verdict::fail,
                           {at(field, as_written(*since))},
                           {as_written(*since), on.vn(), std::to_string(months), surely.vn()},
                           {}};
        });
}

void judge_readmission(Judge& judge) {
    if (!judge.dossier.conditions.readmission) {
        return;
    }
    const Readmission& again = *judge.dossier.conditions.readmission;
    const time::Date on = file_day(judge);
    const std::string left_by = text_of(again.left_by);
    judge.rule("readmission.barred", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const bool spared =
            again.left_by == LeftBy::asked_to_leave && again.family_hardship.value_or(false);
        return Outcome{lists(rule, left_by) && !spared ? Verdict::fail : Verdict::pass,
                       {at("readmission.left_by", left_by)},
                       {"@left_by." + left_by},
                       {}};
    });
    judge.rule("readmission.once", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const int before = again.earlier_readmissions.value_or(0);
        return Outcome{before < rule.number ? Verdict::pass : Verdict::fail,
                       {at("readmission.earlier_readmissions", std::to_string(before))},
                       {std::to_string(before)},
                       {}};
    });
    if (again.left_by == LeftBy::population_policy) {
        judge.rule("readmission.population_policy", on,
                   [&](const rules::Rule&, const rules::RuleSet&) {
                       return consent_outcome(judge.dossier, ConsentKind::population_policy);
                   });
    } else {
        judge_wait(judge, again, on);
    }
    judge.rule("readmission.consent", on, [&](const rules::Rule&, const rules::RuleSet&) {
        return consent_outcome(judge.dossier, ConsentKind::readmission);
    });
}

void judge_special_cases(Judge& judge) {
    const auto& cases = judge.dossier.conditions.special_cases;
    for (const SpecialCase one : cases.value_or(std::vector<SpecialCase>{})) {
        const std::string name = text_of(one);
        ConsentKind kind{};
        KETNAP_CHECK(boost::describe::enum_from_string(name.c_str(), kind));
        judge.rule("special." + name, file_day(judge),
                   [&](const rules::Rule&, const rules::RuleSet&) {
                       return consent_outcome(judge.dossier, kind);
                   });
    }
}

}  // namespace

bool takes_path_over_60(const Dossier& dossier) {
    return dossier.conditions.over_60.has_value() ||
           find_consent(dossier, ConsentKind::over_60) != nullptr;
}

void judge_path_over_60(Judge& judge) {
    const Over60 path = judge.dossier.conditions.over_60.value_or(Over60{});
    const time::Date on = file_day(judge);
    const auto asked = [&](const char* condition, bool met, const char* field, const char* text) {
        judge.rule("candidate.over_60_conditions", on,
                   [&](const rules::Rule& rule, const rules::RuleSet&) {
                       const bool fine = met || !lists(rule, condition);
                       return Outcome{fine ? Verdict::pass : Verdict::fail, {at(field)}, {}, text};
                   });
    };
    asked("health_and_prestige", path.health_and_prestige.value_or(false),
          "over_60.health_and_prestige", "candidate.over_60.health");
    asked("no_party_body_or_special_need", path.place.has_value(), "over_60.place",
          "candidate.over_60.place");
    judge.rule("candidate.over_60_conditions", on,
               [&](const rules::Rule& rule, const rules::RuleSet&) {
                   return lists(rule, "consent_before_decision")
                              ? consent_outcome(judge.dossier, ConsentKind::over_60)
                              : Outcome{};
               });
}

namespace {

std::string label_of(Decider decider) {
    return "@decider." + text_of(decider);
}

void judge_decider_over_60(Judge& judge) {
    const auto& decision = judge.dossier.decision;
    const time::Date on = decision ? decision->issued_on : judge.today;
    judge.rule("candidate.over_60", on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const Where where{"decision", "decided_by", 0, {}};
        const std::string wanted = "@decider." + rule.text;
        if (!decision) {
            return Outcome{Verdict::tell, {where}, {wanted}, "candidate.over_60.ahead"};
        }
        if (!decision->decided_by) {
            return Outcome{Verdict::doubt, {where}, {wanted}, "candidate.over_60.unknown"};
        }
        return Outcome{text_of(*decision->decided_by) == rule.text ? Verdict::pass : Verdict::fail,
                       {where},
                       {label_of(*decision->decided_by), wanted},
                       {}};
    });
}

}  // namespace

void judge_decider(Judge& judge, bool is_over_60) {
    if (is_over_60) {
        judge_decider_over_60(judge);
        return;
    }
    const auto& decision = judge.dossier.decision;
    const bool at_grassroots = decision && decision->decided_by &&
                               text_of(*decision->decided_by).starts_with("grassroots_");
    if (!at_grassroots) {
        return;
    }
    const std::string_view id =
        judge.dossier.conditions.readmission ? "readmission.decider" : "decision.decider";
    judge.rule(id, decision->issued_on, [&](const rules::Rule& rule, const rules::RuleSet&) {
        const bool right = text_of(*decision->decided_by) == rule.text;
        return Outcome{
            right ? Verdict::pass : Verdict::fail,
            {Where{"decision", "decided_by", 0, {}}},
            {label_of(*decision->decided_by), "@decider." + rule.text, decision->issued_on.vn()},
            {}};
    });
}

std::optional<Consent> consent_to_late_ceremony(const Dossier& dossier) {
    const Consent* held = find_consent(dossier, ConsentKind::late_ceremony);
    return held == nullptr ? std::nullopt : std::optional{*held};
}

void judge_conditions(Judge& judge) {
    judge_citizenship(judge);
    judge_education(judge);
    judge_readmission(judge);
    judge_special_cases(judge);
}

}  // namespace ketnap::dossier::checks
