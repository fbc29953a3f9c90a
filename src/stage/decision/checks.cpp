// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/checks.h"

#include "platform/text/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace ketnap::decision::checks {
namespace {

void required(Findings& findings, const char* field, const std::string& value) {
    if (text::trim(value).empty()) {
        findings.push_back(field_finding("field.required", field));
    }
}

std::optional<time::Date> date_at(Findings& findings, const char* field, const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    if (!date) {
        findings.push_back(field_finding("field.format", field));
        return std::nullopt;
    }
    return *date;
}

void check_days(Findings& findings, const MeetingForm& form, time::Date today,
                const rules::Rules& rules) {
    const auto held = date_at(findings, "held_on", form.held_on);
    if (!held) {
        return;
    }
    if (*held > today) {
        findings.push_back(field_finding("meeting.in_future", "held_on", {held->vn()}));
    }
    if (!verdict(rules, rule_of(form.body_kind), *held, 1, 0)) {
        findings.push_back(field_finding("meeting.no_rule", "held_on", {held->vn()}));
    }
    if (!form.decided_on.empty()) {
        const auto decided = date_at(findings, "decided_on", form.decided_on);
        if (decided && *decided < *held) {
            findings.push_back(
                field_finding("meeting.decided_before", "decided_on", {decided->vn(), held->vn()}));
        }
    }
}

// 2 × 12 = 24 > 13, or 3 × 9 = 27 ≥ 2 × 11 = 22.
std::string inequality_of(const Verdict& v) {
    const auto left = v.in_favour * v.under;
    const auto right = v.base * v.over;
    const auto* sign = v.more_than ? (v.reached ? ">" : "≤") : (v.reached ? "≥" : "<");
    const auto base = v.over == 1 ? fmt::format("{}", v.base)
                                  : fmt::format("{} × {} = {}", v.over, v.base, right);
    return fmt::format("{} × {} = {} {} {}", v.under, v.in_favour, left, sign, base);
}

}  // namespace

std::string_view rule_of(BodyKind kind) {
    return kind == BodyKind::standing_board ? "vote.standing_board" : "vote.delegated";
}

std::optional<Verdict> verdict(const rules::Rules& rules, std::string_view rule, time::Date on,
                               std::int64_t base, std::int64_t in_favour) {
    for (const auto& set : rules.in_force_on(on)) {
        const auto fraction = set->fraction(rule);
        if (!fraction) {
            continue;
        }
        Verdict v;
        v.rule = rule;
        v.rule_set = set->code;
        v.cite = set->citation(rule);
        v.more_than = fraction->more_than;
        v.over = fraction->over;
        v.under = fraction->under;
        v.base = base;
        v.needed = fraction->needed(base);
        v.in_favour = in_favour;
        v.reached = fraction->reached(in_favour, base);
        v.inequality = inequality_of(v);
        return v;
    }
    return std::nullopt;
}

Findings check_meeting(const MeetingForm& form, time::Date today, const rules::Rules& rules) {
    Findings findings;
    required(findings, "org_id", form.org_id);
    required(findings, "body_name", form.body_name);
    required(findings, "signer_post", form.signer_post);
    required(findings, "signer_name", form.signer_name);
    check_days(findings, form, today, rules);
    if (form.member_count < 1 || form.member_count > 999) {
        findings.push_back(field_finding("meeting.member_count", "member_count"));
    } else if (form.present_count < 0 || form.present_count > form.member_count) {
        findings.push_back(field_finding("meeting.present_count", "present_count",
                                         {std::to_string(form.member_count)}));
    } else if (form.present_count * 2 <= form.member_count) {
        findings.push_back(
            field_finding("meeting.no_quorum", "present_count",
                          {std::to_string(form.present_count), std::to_string(form.member_count)}));
    }
    return findings;
}

Findings check_ballot(const MeetingForm& form, const Ballot& ballot) {
    Findings findings;
    const auto at_least_none = [&](const char* field, std::int64_t count) {
        if (count < 0 || count > form.present_count) {
            findings.push_back(
                field_finding("ballot.out_of_range", field, {std::to_string(form.present_count)}));
        }
    };
    at_least_none("in_favour", ballot.in_favour);
    at_least_none("against", ballot.against);
    at_least_none("invalid", ballot.invalid);
    if (findings.empty() &&
        ballot.in_favour + ballot.against + ballot.invalid != form.present_count) {
        findings.push_back(
            field_finding("ballot.sum", "in_favour",
                          {std::to_string(ballot.in_favour + ballot.against + ballot.invalid),
                           std::to_string(form.present_count)}));
    }
    return findings;
}

Findings check_separation(const Hands& hands) {
    Findings findings;
    const auto refuse_equal = [&](const char* rule, const std::string& other) {
        if (!hands.signer.empty() && hands.signer == other) {
            findings.push_back(field_finding(rule, "signer_person_id"));
        }
    };
    refuse_equal("decision.signer_is_candidate", hands.candidate);
    refuse_equal("decision.signer_prepared", hands.prepared_by);
    refuse_equal("decision.signer_appraised", hands.appraised_by);
    for (const auto& introducer : hands.introducers) {
        refuse_equal("decision.signer_introduced", introducer);
    }
    return findings;
}

}  // namespace ketnap::decision::checks
