// SPDX-License-Identifier: Apache-2.0
// Verification: each person done, or waived for a reason that its side permits.
#include "platform/json/enum_text.h"
#include "platform/text/text.h"
#include "stage/dossier/judge.h"

namespace ketnap::dossier::checks {

namespace {

using json::text_of;

bool is_of_spouse(Relation relation) {
    return relation == Relation::spouse || relation == Relation::father_in_law ||
           relation == Relation::mother_in_law;
}

/// The word of the rule's list for who is a member.
std::string member_word(Waiver waiver) {
    std::string word = text_of(waiver);
    const auto end = word.rfind("_member");
    return end == std::string::npos ? word : word.substr(0, end);
}

/// An empty box proves nothing.
bool is_said(const std::optional<std::string>& words) {
    return words && !text::trim(*words).empty();
}

/// Never the name: whom it is about stands in the list, and a finding goes to pages and letters.
std::string label(const Relative& one) {
    return "@relation." + text_of(one.relation);
}

struct Person {
    const Relative& relative;
    std::size_t index;

    Where where() const {
        return {"verification", "relatives[" + std::to_string(index) + "]", 0, {}};
    }
};

void judge_waiver(Judge& judge, const Person& one, time::Date on) {
    const Relative& relative = one.relative;
    const std::string waiver = text_of(relative.waiver.value_or(Waiver::other));
    if (relative.relation == Relation::candidate) {
        judge.rule("verification.persons", on, [&](const rules::Rule&, const rules::RuleSet&) {
            return Outcome{Verdict::fail, {one.where()}, {}, "verification.candidate_waived"};
        });
        return;
    }
    judge.rule(
        is_of_spouse(relative.relation) ? "verification.waiver_spouse" : "verification.waiver_own",
        on, [&](const rules::Rule& rule, const rules::RuleSet&) {
            if (relative.waiver && lists(rule, member_word(*relative.waiver))) {
                return Outcome{};
            }
            return Outcome{
                Verdict::fail, {one.where()}, {label(relative), "@waiver." + waiver}, {}};
        });
    judge.rule("verification.waiver_proof", on, [&](const rules::Rule&, const rules::RuleSet&) {
        if (relative.matched_on && is_said(relative.matched_at) && is_said(relative.matched_by)) {
            return Outcome{};
        }
        return Outcome{Verdict::fail, {one.where()}, {label(relative)}, {}};
    });
}

void judge_open(Judge& judge, const Person& one, time::Date on) {
    const Relative& relative = one.relative;
    const bool asked = relative.requested_on.has_value();
    judge.rule("verification.persons", on, [&](const rules::Rule&, const rules::RuleSet&) {
        return Outcome{Verdict::fail,
                       {one.where()},
                       {label(relative), asked ? relative.requested_on->vn() : std::string{}},
                       asked ? "verification.requested" : "verification.open"};
    });
    if (!asked) {
        return;
    }
    const bool abroad = relative.abroad.value_or(false);
    judge.rule(abroad ? "verification.reply_abroad" : "verification.reply_home", judge.today,
               [&](const rules::Rule& rule, const rules::RuleSet&) {
                   const auto due = judge.basis.calendar.add_working_days(
                       *relative.requested_on, static_cast<int>(rule.number));
                   const int late = judge.basis.calendar.working_days_between(due, judge.today);
                   return Outcome{late > 0 ? Verdict::fail : Verdict::pass,
                                  {one.where()},
                                  {label(relative), relative.requested_on->vn(), due.vn(),
                                   std::to_string(late)},
                                  "verification.reply"};
               });
}

/// A reply that came after the committee had certified the life history.
void judge_finished(Judge& judge, const Person& one) {
    const auto certified = find_date(judge.dossier, "life_history.certified_on");
    if (!certified || !one.relative.finished_on) {
        return;
    }
    const time::Date finished = *one.relative.finished_on;
    judge.rule("order.verification_then_certification", certified->latest(),
               [&](const rules::Rule&, const rules::RuleSet&) {
                   if (finished <= certified->latest()) {
                       return Outcome{};
                   }
                   return Outcome{Verdict::fail,
                                  {one.where(), Where{"life_history", "certified_on", 0,
                                                      as_written(*certified)}},
                                  {label(one.relative), finished.vn(), as_written(*certified)},
                                  "verification.after_certification"};
               });
}

void judge_relative(Judge& judge, const Person& one, time::Date on) {
    switch (one.relative.state) {
        case VerificationState::open:
        case VerificationState::requested:
            judge_open(judge, one, on);
            return;
        case VerificationState::waived:
            judge_waiver(judge, one, on);
            return;
        case VerificationState::verified:
            judge_finished(judge, one);
            return;
    }
}

bool has(const std::vector<Relative>& relatives, Relation relation) {
    return std::any_of(relatives.begin(), relatives.end(),
                       [&](const Relative& one) { return one.relation == relation; });
}

/// Who should stand in the list and does not.
std::vector<Relation> not_listed(const std::vector<Relative>& relatives) {
    std::vector<Relation> out;
    const auto want = [&](Relation relation) {
        if (!has(relatives, relation)) {
            out.push_back(relation);
        }
    };
    want(Relation::candidate);
    if (!has(relatives, Relation::raiser)) {
        want(Relation::father);
        want(Relation::mother);
    }
    if (has(relatives, Relation::spouse)) {
        want(Relation::father_in_law);
        want(Relation::mother_in_law);
    }
    return out;
}

}  // namespace

void judge_relatives(Judge& judge) {
    if (!judge.dossier.relatives) {
        return;
    }
    const auto& relatives = *judge.dossier.relatives;
    const time::Date on = file_day(judge);
    for (const Relation relation : not_listed(relatives)) {
        judge.rule("verification.persons", on, [&](const rules::Rule&, const rules::RuleSet&) {
            return Outcome{Verdict::doubt,
                           {Where{"verification", "relatives", 0, {}}},
                           {"@relation." + text_of(relation)},
                           "verification.not_listed"};
        });
    }
    for (std::size_t i = 0; i < relatives.size(); ++i) {
        const Relative& one = relatives[i];
        if (one.relation == Relation::child && !one.has_capacity.value_or(true)) {
            continue;
        }
        judge_relative(judge, {one, i}, on);
    }
}

}  // namespace ketnap::dossier::checks
