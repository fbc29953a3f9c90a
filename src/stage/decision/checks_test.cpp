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

TEST_CASE("above 60 the agenda says whose decision it is, unless this body is the one") {
    using dossier::checks::Decider;
    const time::Date day{2024, 8, 14};
    const dossier::checks::Vote met{"cell", time::Date{2024, 5, 20}, 15, 15, 11, 4, {}};
    const auto told = [&](const char* born, std::optional<Decider> decider) {
        return check_decider(shipped(), day, *time::PartialDate::parse(born), met, decider);
    };
    const auto hint = told("19/04/1964", Decider::board_above);
    REQUIRE(hint.size() == 1);
    CHECK(hint[0].rule == "candidate.over_60");
    CHECK(hint[0].level == Level::hint);
    CHECK(hint[0].cite.point == "1.1.2");
    CHECK(told("19/04/1964", std::nullopt).size() == 1);
    CHECK(told("19/04/1964", Decider::central_direct).empty());
    CHECK(told("25/05/1964", Decider::board_above).empty());
    CHECK(told("1964", Decider::board_above).empty());
}

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

TEST_CASE("a share that no text of its generation was found for says so") {
    CHECK(verdict(shipped(), "vote.standing_board", {2024, 8, 14}, 13, 12)->known);
    CHECK_FALSE(verdict(shipped(), "vote.standing_board", {2026, 6, 15}, 13, 12)->known);
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
    CHECK(of_meeting(f) == Names{"field.required", "meeting.present_count"});
    f = form();
    f.starts_at = "8 giờ";
    CHECK(of_meeting(f) == Names{"meeting.starts_at"});
    f.starts_at = "08:60";
    CHECK(of_meeting(f) == Names{"meeting.starts_at"});
    f.starts_at = "14:00";
    CHECK(of_meeting(f).empty());
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

TEST_CASE("a meeting is planned ahead; what is recorded from paper has been and names its paper") {
    auto f = form();
    f.held_on = "2024-09-10";
    CHECK(of_meeting(f).empty());
    f.kind = MeetingKind::recorded;
    CHECK(of_meeting(f) == Names{"meeting.in_future", "field.required"});
    f.held_on = "2024-08-14";
    f.paper = "Biên bản số 12-BB/ĐUK, kho lưu trữ, cặp 4";
    CHECK(of_meeting(f).empty());
}

TEST_CASE("a circulated vote says when ballots go out and when they must be back") {
    auto f = form();
    f.kind = MeetingKind::circulated;
    f.held_on = "";
    f.present_count = 0;
    CHECK(of_meeting(f) == Names{"field.format", "field.format"});
    f.sent_on = "2024-08-12";
    f.closes_on = "2024-08-09";
    CHECK(of_meeting(f) == Names{"meeting.closes_before"});
    f.closes_on = "2024-08-19";
    CHECK(of_meeting(f).empty());
}

TEST_CASE("a circulated vote is counted when all are back or the last day is over") {
    auto f = form();
    f.kind = MeetingKind::circulated;
    f.sent_on = "2024-08-12";
    f.closes_on = "2024-08-19";
    std::vector<Sheet> sheets(3);
    const auto why = [&](time::Date today) { return rules_of(check_countable(f, sheets, today)); };
    CHECK(rules_of(check_countable(f, {}, {2024, 8, 20})) == Names{"ballot.no_sheets"});
    sheets[0].returned_on = "2024-08-13";
    sheets[1].returned_on = "2024-08-15";
    CHECK(why({2024, 8, 19}) == Names{"ballot.still_out"});
    CHECK(check_countable(f, sheets, {2024, 8, 19})[0].values == Names{"1", "3", "19/08/2024"});
    CHECK(why({2024, 8, 20}).empty());
    CHECK(counted_on(f, sheets) == "2024-08-19");
    sheets[2].returned_on = "2024-08-14";
    CHECK(why({2024, 8, 15}).empty());
    CHECK(counted_on(f, sheets) == "2024-08-15");
    f = form();
    CHECK(rules_of(check_countable(f, {}, {2024, 8, 13})) == Names{"ballot.before_meeting"});
    CHECK(check_countable(f, {}, {2024, 8, 14}).empty());
}

TEST_CASE("where two sets may hold and ask for different shares, both verdicts are shown") {
    int days = 0;
    for (time::Date day{2024, 1, 1}; day < time::Date{2026, 12, 31}; day = day + 1) {
        const auto first = verdict(shipped(), "vote.delegated", day, 15, 9);
        for (const auto& other : arguable(shipped(), "vote.delegated", day, 15, 9)) {
            CHECK(other.rule_set != first->rule_set);
            CHECK(other.inequality != first->inequality);
            ++days;
        }
    }
    CHECK(days > 0);
    CHECK(arguable(shipped(), "vote.standing_board", {2024, 8, 14}, 13, 12).empty());
}

TEST_CASE("ballots add up to the papers handed out") {
    CHECK(check_ballot(12, {12, 0, 0, false, 1}).empty());
    CHECK(check_ballot(12, {10, 1, 1, false, 1}).empty());
    CHECK(rules_of(check_ballot(12, {12, 1, 0, false, 1})) == Names{"ballot.sum"});
    CHECK(rules_of(check_ballot(12, {11, 0, 0, false, 1})) == Names{"ballot.sum"});
    CHECK(rules_of(check_ballot(12, {13, -1, 0, false, 1})) ==
          Names{"ballot.out_of_range", "ballot.out_of_range"});
}

TEST_CASE("who prepared, appraised or introduced a person does not sign for them") {
    const Hands clean{
        {"c", "An"}, {"p", "Bình"}, {"a", "Chi"}, {{"i1", "Dũng"}, {"", "Giang"}}, {"s", "Hà"}};
    CHECK(check_separation(clean).empty());
    const auto signed_by = [&](const Hand& signer) {
        auto hands = clean;
        hands.signer = signer;
        return rules_of(check_separation(hands));
    };
    CHECK(signed_by({"p", "x"}) == Names{"decision.signer_prepared"});
    CHECK(signed_by({"a", "x"}) == Names{"decision.signer_appraised"});
    CHECK(signed_by({"i1", "x"}) == Names{"decision.signer_introduced"});
    CHECK(signed_by({"c", "x"}) == Names{"decision.signer_is_candidate"});
    // Where one of the two is no person of the office the names speak; two persons of one name
    // are two.
    CHECK(signed_by({"", "chi"}) == Names{"decision.signer_appraised"});
    CHECK(signed_by({"s", "Giang"}) == Names{"decision.signer_introduced"});
    CHECK(signed_by({"s", "Chi"}).empty());
    CHECK(signed_by({"", "Chí"}).empty());
    CHECK(check_separation({{"c", ""}, {}, {}, {{}}, {}}).empty());
}

TEST_CASE("a member of the body who had the dossier in hand is a hint and no refusal") {
    const Hands hands{{"c", "An"}, {"p", "Bình"}, {"a", "Chi"}, {{"", "Dũng"}}, {"s", "Hà"}};
    const auto found = check_voters(hands, {{"", "Chi"}, {"", "Hà"}, {"", "Dũng"}});
    CHECK(rules_of(found) == Names{"vote.member_appraised", "vote.member_introduced"});
    CHECK_FALSE(has_error(found));
}
