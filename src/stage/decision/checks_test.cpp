// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/checks.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ketnap;
using namespace ketnap::decision;
using namespace ketnap::decision::checks;

namespace {

const rules::Rules& shipped() {
    static const auto rules =
        rules::Rules::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules").value();
    return rules;
}

MeetingForm form() {
    MeetingForm f;
    f.org_id = "x";
    f.body_name = "Ban Thường vụ";
    f.held_on = "2024-08-14";
    f.member_count = 13;
    f.present_count = 12;
    f.signer_post = "Bí thư";
    f.signer_name = "Cao Viết Sáu";
    return f;
}

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> out;
    for (const auto& finding : findings) {
        out.push_back(finding.rule);
    }
    return out;
}

std::vector<std::string> of_meeting(const MeetingForm& f) {
    return rules_of(check_meeting(f, time::Date{2024, 8, 20}, shipped()));
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the standing board decides by more than half of all its members") {
    const time::Date day{2024, 8, 14};
    const auto passed = verdict(shipped(), "vote.standing_board", day, 13, 12);
    REQUIRE(passed);
    CHECK(passed->reached);
    CHECK(passed->needed == 7);
    CHECK(passed->rule_set == "G1");
    CHECK(passed->inequality == "2 × 12 = 24 > 13");
    CHECK_FALSE(passed->cite.doc.empty());
    const auto failed = verdict(shipped(), "vote.standing_board", day, 13, 6);
    CHECK_FALSE(failed->reached);
    CHECK(failed->inequality == "2 × 6 = 12 ≤ 13");
    CHECK_FALSE(verdict(shipped(), "vote.standing_board", day, 12, 6)->reached);
    CHECK(verdict(shipped(), "vote.standing_board", day, 12, 7)->reached);
}

TEST_CASE("a delegated committee needs two thirds until the rule of 2026 changed") {
    const auto before = verdict(shipped(), rule_of(BodyKind::committee), {2025, 8, 1}, 15, 10);
    REQUIRE(before);
    CHECK(before->reached);
    CHECK(before->inequality == "3 × 10 = 30 ≥ 2 × 15 = 30");
    CHECK_FALSE(verdict(shipped(), "vote.delegated", {2025, 8, 1}, 15, 9)->reached);
    const auto after = verdict(shipped(), "vote.delegated", {2026, 8, 1}, 15, 8);
    CHECK(after->reached);
    CHECK(after->rule_set == "G5");
    CHECK(after->inequality == "2 × 8 = 16 > 15");
}

TEST_CASE("a meeting is refused with every reason at its field") {
    CHECK(of_meeting(form()).empty());
    auto f = form();
    f.signer_name = " ";
    f.held_on = "2024-08-21";
    f.present_count = 14;
    CHECK(of_meeting(f) == Names{"field.required", "meeting.in_future", "meeting.present_count"});
    f = form();
    f.present_count = 6;
    CHECK(of_meeting(f) == Names{"meeting.no_quorum"});
    f = form();
    f.decided_on = "2024-08-13";
    CHECK(of_meeting(f) == Names{"meeting.decided_before"});
    f = form();
    f.held_on = "1990-01-01";
    CHECK(of_meeting(f) == Names{"meeting.no_rule"});
    f = form();
    f.held_on = "14/08/2024";
    f.member_count = 0;
    CHECK(of_meeting(f) == Names{"field.format", "meeting.member_count"});
}

TEST_CASE("ballots add up to the papers handed out") {
    CHECK(check_ballot(form(), {12, 0, 0, false, 1}).empty());
    CHECK(check_ballot(form(), {10, 1, 1, false, 1}).empty());
    CHECK(rules_of(check_ballot(form(), {12, 1, 0, false, 1})) == Names{"ballot.sum"});
    CHECK(rules_of(check_ballot(form(), {11, 0, 0, false, 1})) == Names{"ballot.sum"});
    CHECK(rules_of(check_ballot(form(), {13, -1, 0, false, 1})) ==
          Names{"ballot.out_of_range", "ballot.out_of_range"});
}

TEST_CASE("who prepared, appraised or introduced a person does not sign for them") {
    const Hands clean{"c", "p", "a", {"i1", "i2"}, "s"};
    CHECK(check_separation(clean).empty());
    const auto signed_by = [&](const std::string& signer) {
        auto hands = clean;
        hands.signer = signer;
        return rules_of(check_separation(hands));
    };
    CHECK(signed_by("p") == Names{"decision.signer_prepared"});
    CHECK(signed_by("a") == Names{"decision.signer_appraised"});
    CHECK(signed_by("i2") == Names{"decision.signer_introduced"});
    CHECK(signed_by("c") == Names{"decision.signer_is_candidate"});
    // Someone the office does not keep as a person matches nobody, not even another empty id.
    CHECK(check_separation({"c", "", "", {""}, ""}).empty());
}
