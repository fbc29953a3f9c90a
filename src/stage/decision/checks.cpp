// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/checks.h"

#include "platform/json/enum_text.h"
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

void check_decided_on(Findings& findings, const MeetingForm& form, time::Date held) {
    if (form.decided_on.empty()) {
        return;
    }
    const auto decided = date_at(findings, "decided_on", form.decided_on);
    if (decided && *decided < held) {
        findings.push_back(
            field_finding("meeting.decided_before", "decided_on", {decided->vn(), held.vn()}));
    }
}

void check_rule(Findings& findings, const MeetingForm& form, const char* field, time::Date on,
                const rules::Rules& rules) {
    if (!verdict(rules, rule_of(form.body_kind), on, 1, 0)) {
        findings.push_back(field_finding("meeting.no_rule", field, {on.vn()}));
    }
}

// A meeting may be planned ahead; what is recorded from paper has happened.
void check_held(Findings& findings, const MeetingForm& form, time::Date today,
                const rules::Rules& rules) {
    const auto held = date_at(findings, "held_on", form.held_on);
    if (!held) {
        return;
    }
    if (form.kind == MeetingKind::recorded && *held > today) {
        findings.push_back(field_finding("meeting.in_future", "held_on", {held->vn()}));
    }
    check_rule(findings, form, "held_on", *held, rules);
    check_decided_on(findings, form, *held);
}

void check_round(Findings& findings, const MeetingForm& form, const rules::Rules& rules) {
    const auto sent = date_at(findings, "sent_on", form.sent_on);
    const auto closes = date_at(findings, "closes_on", form.closes_on);
    if (!sent || !closes) {
        return;
    }
    if (*closes < *sent) {
        findings.push_back(
            field_finding("meeting.closes_before", "closes_on", {closes->vn(), sent->vn()}));
    }
    check_rule(findings, form, "closes_on", *closes, rules);
    check_decided_on(findings, form, *sent);
}

// "08:00", or nothing.
bool is_hour(const std::string& text) {
    return text.empty() ||
           (text.size() == 5 && text[2] == ':' && text < "24:00" &&
            text.find_first_not_of("0123456789:") == std::string::npos && text.substr(3) < "60");
}

void check_counts(Findings& findings, const MeetingForm& form) {
    if (form.member_count < 1 || form.member_count > 999) {
        findings.push_back(field_finding("meeting.member_count", "member_count"));
    } else if (form.kind == MeetingKind::circulated) {
        return;  // it is the program that counts what came back
    } else if (form.present_count < 0 || form.present_count > form.member_count) {
        findings.push_back(field_finding("meeting.present_count", "present_count",
                                         {std::to_string(form.member_count)}));
    } else if (form.present_count * 2 <= form.member_count) {
        findings.push_back(
            field_finding("meeting.no_quorum", "present_count",
                          {std::to_string(form.present_count), std::to_string(form.member_count)}));
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

namespace {

Verdict verdict_of(const rules::RuleSet& set, std::string_view rule,
                   const rules::Fraction& fraction, std::int64_t base, std::int64_t in_favour) {
    Verdict v;
    v.rule = rule;
    v.rule_set = set.code;
    v.cite = set.citation(rule);
    v.more_than = fraction.more_than;
    v.over = fraction.over;
    v.under = fraction.under;
    v.base = base;
    v.needed = fraction.needed(base);
    v.in_favour = in_favour;
    v.reached = fraction.reached(in_favour, base);
    v.inequality = inequality_of(v);
    v.known = set.find(rule)->known;
    return v;
}

}  // namespace

std::optional<Verdict> verdict(const rules::Rules& rules, std::string_view rule, time::Date on,
                               std::int64_t base, std::int64_t in_favour) {
    for (const auto& set : rules.in_force_on(on)) {
        if (const auto fraction = set->fraction(rule)) {
            return verdict_of(*set, rule, *fraction, base, in_favour);
        }
    }
    return std::nullopt;
}

std::vector<Verdict> arguable(const rules::Rules& rules, std::string_view rule, time::Date on,
                              std::int64_t base, std::int64_t in_favour) {
    std::vector<Verdict> out;
    std::vector<rules::Fraction> seen;
    for (const auto& set : rules.in_force_on(on)) {
        const auto fraction = set->fraction(rule);
        if (!fraction || std::ranges::find(seen, *fraction) != seen.end()) {
            continue;
        }
        if (!seen.empty()) {
            out.push_back(verdict_of(*set, rule, *fraction, base, in_favour));
        }
        seen.push_back(*fraction);
    }
    return out;
}

Findings check_meeting(const MeetingForm& form, time::Date today, const rules::Rules& rules) {
    Findings findings;
    required(findings, "org_id", form.org_id);
    required(findings, "body_name", form.body_name);
    required(findings, "signer_post", form.signer_post);
    required(findings, "signer_name", form.signer_name);
    if (form.kind == MeetingKind::circulated) {
        check_round(findings, form, rules);
    } else {
        check_held(findings, form, today, rules);
    }
    if (form.kind == MeetingKind::recorded) {
        required(findings, "paper", form.paper);
    }
    if (!is_hour(form.starts_at)) {
        findings.push_back(field_finding("meeting.starts_at", "starts_at"));
    }
    check_counts(findings, form);
    return findings;
}

Findings check_ballot(std::int64_t papers, const Ballot& ballot) {
    Findings findings;
    const auto at_least_none = [&](const char* field, std::int64_t count) {
        if (count < 0 || count > papers) {
            findings.push_back(
                field_finding("ballot.out_of_range", field, {std::to_string(papers)}));
        }
    };
    at_least_none("in_favour", ballot.in_favour);
    at_least_none("against", ballot.against);
    at_least_none("invalid", ballot.invalid);
    const auto sum = ballot.in_favour + ballot.against + ballot.invalid;
    if (findings.empty() && sum != papers) {
        findings.push_back(field_finding("ballot.sum", "in_favour",
                                         {std::to_string(sum), std::to_string(papers)}));
    }
    return findings;
}

namespace {

std::ptrdiff_t still_out(const std::vector<Sheet>& sheets) {
    return std::ranges::count(sheets, std::string{}, &Sheet::returned_on);
}

std::string vn_of(const std::string& iso) {
    const auto date = time::Date::parse_iso(iso);
    return date ? date->vn() : iso;
}

}  // namespace

Findings check_countable(const MeetingForm& form, const std::vector<Sheet>& sheets,
                         time::Date today) {
    if (form.kind != MeetingKind::circulated) {
        return form.held_on > today.iso() ? Findings{field_finding("ballot.before_meeting", "state",
                                                                   {vn_of(form.held_on)})}
                                          : Findings{};
    }
    if (sheets.empty()) {
        return {field_finding("ballot.no_sheets", "state")};
    }
    if (const auto out = still_out(sheets); out > 0 && today.iso() <= form.closes_on) {
        return {field_finding(
            "ballot.still_out", "state",
            {std::to_string(out), std::to_string(sheets.size()), vn_of(form.closes_on)})};
    }
    return {};
}

std::string counted_on(const MeetingForm& form, const std::vector<Sheet>& sheets) {
    if (sheets.empty() || still_out(sheets) > 0) {
        return form.closes_on;
    }
    return std::ranges::max(sheets, {}, &Sheet::returned_on).returned_on;
}

bool same_person(const Hand& a, const Hand& b) {
    if (!a.id.empty() && !b.id.empty()) {
        return a.id == b.id;
    }
    const auto name = text::match_key(a.name);
    return !name.empty() && name == text::match_key(b.name);
}

Findings check_separation(const Hands& hands) {
    Findings findings;
    const auto refuse_equal = [&](const char* rule, const Hand& other) {
        if (same_person(hands.signer, other)) {
            findings.push_back(field_finding(rule, "signer_person_id", {hands.signer.name}));
        }
    };
    refuse_equal("decision.signer_is_candidate", hands.candidate);
    refuse_equal("decision.signer_prepared", hands.prepared_by);
    refuse_equal("decision.signer_appraised", hands.appraised_by);
    for (const auto& introducer : hands.introducers) {
        refuse_equal("decision.signer_introduced", introducer);
    }
    if (std::ranges::count(hands.kin, hands.signer.id) > 0) {
        findings.push_back(
            field_finding("decision.signer_is_relative", "signer_person_id", {hands.signer.name}));
    }
    return findings;
}

Findings check_decider(const rules::Rules& rules, time::Date on,
                       const std::optional<time::PartialDate>& born_on,
                       const std::optional<dossier::checks::Vote>& cell_vote,
                       const std::optional<dossier::checks::Decider>& decider) {
    const time::Date met = cell_vote ? cell_vote->held_on : on;
    for (const auto& set : rules.in_force_on(on)) {
        const auto most = set->months("candidate.age_max");
        const auto* rule = set->find("candidate.over_60");
        const bool is_over =
            born_on && most && time::months_between(born_on->latest(), met) > *most;
        if (!is_over || rule == nullptr || !rule->has_value) {
            continue;
        }
        if (decider && json::text_of(*decider) == rule->text) {
            return {};
        }
        Finding hint = field_finding("candidate.over_60", "state", {"@decider." + rule->text});
        hint.text = "candidate.over_60.ahead";
        hint.level = Level::hint;
        hint.rule_set = set->code;
        hint.cite = rule->cite;
        hint.on = on.iso();
        return {hint};
    }
    return {};
}

Findings check_voters(const Hands& hands, const std::vector<Hand>& voters) {
    Findings findings;
    const auto hint = [&](const char* rule, const Hand& voter) {
        auto finding = field_finding(rule, "state", {voter.name});
        finding.level = Level::hint;
        findings.push_back(std::move(finding));
    };
    for (const auto& voter : voters) {
        if (same_person(voter, hands.prepared_by)) {
            hint("vote.member_prepared", voter);
        }
        if (same_person(voter, hands.appraised_by)) {
            hint("vote.member_appraised", voter);
        }
        for (const auto& introducer : hands.introducers) {
            if (same_person(voter, introducer)) {
                hint("vote.member_introduced", voter);
            }
        }
    }
    return findings;
}

}  // namespace ketnap::decision::checks
