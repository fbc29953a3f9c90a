// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "stage/campaign/quota/quota.h"
#include "stage/nomination/nomination.h"
#include "stage/nomination/outstanding.h"
#include "support/office.h"

#include <algorithm>

using namespace ketnap;
using namespace ketnap::nomination;
using campaign::CampaignId;

namespace {

const rules::Rules& all_rules() {
    static const auto loaded =
        *rules::Rules::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/rules");
    return loaded;
}

CampaignId campaign_of(test::Office& office) {
    campaign::PlanForm form;
    form.code = "TRAO-2024";
    form.title = "Lễ trao quyết định và trao danh sách";
    form.short_title = "Đợt 26/3";
    form.event_kind = campaign::EventKind::decision_and_list_handover;
    form.bodies = {{"Ban Thường vụ Đoàn Khối", {}, {}, {}, {}}};
    form.event_as_written = "dự kiến ngày 26/03/2024";
    form.dossier_due_as_written = "trước ngày 01/8/2024";
    form.list_voted_year = 2023;
    form.list_cutoff_as_written = "tháng 03/2024";
    form.target_kind = campaign::TargetKind::exact;
    form.target_count = 3;
    return {campaign::create(office.ctx(), office.rights, form).id};
}

VoteForm vote(const people::Person& person, const org::Org& body,
              VoteLevel level = VoteLevel::grassroots) {
    return {.person_id = person.id.value,
            .org_id = body.id.value,
            .level = level,
            .voted_year = 2023,
            .held_on = "2023-12-20",
            .member_count = 15,
            .present_count = 14,
            .votes_for = 12,
            .recognised = true,
            .minutes_number = {}};
}

people::Person voted(test::Office& office, const std::string& name,
                     std::string_view union_name = "branch_a",
                     people::Standing standing = people::Standing::union_member) {
    const auto person = office.person(name, "cell_a", standing, union_name);
    record_vote(office.ctx(), office.rights, all_rules(), vote(person, office.org(union_name)));
    return person;
}

NominationForm proposal(const people::Person& person,
                        const std::optional<std::string>& request = {}) {
    return {.person_id = person.id.value, .request_id = request, .nominated_on = {}, .note = {}};
}

}  // namespace

DB_TEST_CASE(
    "the handed list holds who was voted and not yet proposed, and says why others are not") {
    test::Office office{time::Date{2024, 3, 20}};
    const auto id = campaign_of(office);
    voted(office, "Lò Thị Ánh");
    voted(office, "Lò Văn Bình");
    const auto proposed = voted(office, "Tòng Thị Chi");
    voted(office, "Cà Văn Dũng", "branch_a", people::Standing::probationary_member);
    voted(office, "Quàng Thị Én", "union_b");
    propose(office.ctx(), office.rights, id, proposal(proposed));

    const auto list = compile(office.ctx(), office.rights, id);
    CHECK(list.voted_year == 2023);
    CHECK(list.cutoff == "2024-03");
    CHECK(list.entry_count == 2);
    REQUIRE(list.extracts.size() == 1);
    CHECK(list.extracts[0].org_id == office.org("unit_a").id.value);
    CHECK(list.extracts[0].entries[0].person_name == "Lò Thị Ánh");
    CHECK(list.extracts[0].entries[1].position == 2);
    REQUIRE(list.left_out.size() == 3);
    const auto why = [&](const std::string& name) {
        return std::find_if(list.left_out.begin(), list.left_out.end(),
                            [&](const ListEntry& e) { return e.person_name == name; })
            ->left_out;
    };
    CHECK(why("Tòng Thị Chi") == LeftOut::proposed);
    CHECK(why("Cà Văn Dũng") == LeftOut::member);
    CHECK(why("Quàng Thị Én") == LeftOut::no_committee);
}

DB_TEST_CASE("a proposal after the cut-off month leaves the name on the list") {
    test::Office office{time::Date{2024, 4, 1}};
    const auto id = campaign_of(office);
    const auto late = voted(office, "Lò Thị Ánh");
    propose(office.ctx(), office.rights, id, proposal(late));
    CHECK(compile(office.ctx(), office.rights, id).entry_count == 1);
}

DB_TEST_CASE("a list is compiled anew until it is frozen, and then stays what was handed over") {
    test::Office office{time::Date{2024, 3, 20}};
    const auto id = campaign_of(office);
    voted(office, "Lò Thị Ánh");
    CHECK(compile(office.ctx(), office.rights, id).entry_count == 1);
    voted(office, "Lò Văn Bình");
    const auto again = compile(office.ctx(), office.rights, id);
    CHECK(again.entry_count == 2);
    CHECK_THROWS_AS(freeze(office.ctx(), office.rights, id, again.version + 1), Conflict);
    CHECK(freeze(office.ctx(), office.rights, id, again.version).frozen_on == "2024-03-20");
    CHECK_THROWS_AS(compile(office.ctx(), office.rights, id), Refused);
}

DB_TEST_CASE("a unit reads its own extract only, and not who was left out") {
    test::Office office{time::Date{2024, 3, 20}};
    const auto id = campaign_of(office);
    voted(office, "Lò Thị Ánh");
    voted(office, "Quàng Thị Én", "union_b");
    compile(office.ctx(), office.rights, id);
    const auto own = outstanding_list(office.as("unit_clerk", "unit_a"), office.rights, id);
    CHECK(own.entry_count == 1);
    CHECK(own.left_out.empty());
    CHECK_THROWS_AS(outstanding_list(office.as("unit_clerk", "unit_b"), office.rights, id),
                    NotFound);
    CHECK_THROWS_AS(compile(office.as("unit_clerk", "unit_a"), office.rights, id), Forbidden);
}

DB_TEST_CASE("impossible counts are refused together; below the local share is only a warning") {
    test::Office office{time::Date{2024, 1, 10}};
    const auto person =
        office.person("Lò Thị Ánh", "cell_a", people::Standing::union_member, "branch_a");
    const auto& branch = office.org("branch_a");
    auto wrong = vote(person, branch, VoteLevel::branch);
    wrong.present_count = 16;
    wrong.votes_for = 17;
    wrong.held_on = "2024-01-11";
    try {
        record_vote(office.ctx(), office.rights, all_rules(), wrong);
        FAIL("not refused");
    } catch (const Refused& refused) {
        CHECK(refused.findings().size() == 3);
    }
    auto few = vote(person, branch, VoteLevel::branch);
    few.votes_for = 9;
    const auto recorded = record_vote(office.ctx(), office.rights, all_rules(), few);
    REQUIRE(recorded.findings.size() == 1);
    CHECK(recorded.findings[0].rule == "vote.union_branch");
    CHECK(recorded.findings[0].level == Level::warning);
    CHECK(recorded.findings[0].values == std::vector<std::string>{"9", "15", "10"});
    CHECK_THROWS_AS(record_vote(office.ctx(), office.rights, all_rules(), few), Refused);
    CHECK_THROWS_AS(
        record_vote(office.ctx(), office.rights, all_rules(), vote(person, office.org("unit_a"))),
        Refused);
}

DB_TEST_CASE("a vote typed wrong is mended, unless its name was handed over") {
    test::Office office{time::Date{2024, 4, 10}};
    const auto person =
        office.person("Lò Thị Ánh", "cell_a", people::Standing::union_member, "branch_a");
    auto form = vote(person, office.org("branch_a"), VoteLevel::branch);
    form.votes_for = 9;
    const auto first = record_vote(office.ctx(), office.rights, all_rules(), form).vote;
    form.votes_for = 12;
    const auto mended = correct_vote(office.ctx(), office.rights, all_rules(), first.id, {form, 1});
    CHECK(mended.findings.empty());
    CHECK(mended.vote.version == 2);
    CHECK_THROWS_AS(correct_vote(office.ctx(), office.rights, all_rules(), first.id, {form, 1}),
                    Conflict);
    CHECK_THROWS_AS(correct_vote(office.ctx(), office.rights, all_rules(), new_uuid(1), {form, 1}),
                    NotFound);

    const auto year = votes_of(office.ctx(), office.rights, all_rules(), form.voted_year);
    REQUIRE(year.items.size() == 1);
    CHECK(year.items[0].person_name == "Lò Thị Ánh");
    CHECK(year.items[0].vote.votes_for == 12);
    CHECK(year.items[0].needed == 10);
    REQUIRE(year.share);
    CHECK(year.share->over == 2);
    CHECK(votes_of(office.as("unit_clerk", "unit_b"), office.rights, all_rules(), form.voted_year)
              .items.empty());

    form.level = VoteLevel::grassroots;
    const auto top = record_vote(office.ctx(), office.rights, all_rules(), form).vote;
    const auto campaign = campaign_of(office);
    const auto list = compile(office.ctx(), office.rights, campaign);
    freeze(office.ctx(), office.rights, campaign, list.version);
    CHECK_THROWS_AS(correct_vote(office.ctx(), office.rights, all_rules(), top.id, {form, 1}),
                    Refused);
}

DB_TEST_CASE("a request goes to the units with places, and each proposal counts as an answer") {
    test::Office office;
    const auto id = campaign_of(office);
    const auto a = office.org("unit_a").id.value;
    const auto b = office.org("unit_b").id.value;
    campaign::allot(office.ctx(), office.rights, id, {{a, 2, 0}, {b, 1, 0}});
    const auto request = ask_units(office.ctx(), office.rights, id,
                                   {.kind = exchange::RequestKind::nominate,
                                    .title = "Giới thiệu",
                                    .text = {},
                                    .due_as_written = "trước ngày 01/8/2024",
                                    .units = {}});
    const auto first = office.person("Lò Thị Ánh", "cell_a");
    const auto second = office.person("Lò Văn Bình", "cell_a");
    const auto clerk = office.as("unit_clerk", "unit_a");
    propose(clerk, office.rights, id, proposal(first, request.id));
    propose(clerk, office.rights, id, proposal(second, request.id));
    const auto calendar =
        *rules::Calendar::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/calendars");
    const auto board = office.read([&](db::Tx& tx) {
        return exchange::board(tx, office.ctx(), office.rights, calendar,
                               exchange::RequestId{request.id});
    });
    CHECK(board.counts.given == 1);
    CHECK(board.counts.waiting == 1);
    CHECK(board.counts.people == 2);
    const auto all =
        office.read([&](db::Tx& tx) { return nominations(tx, std::vector<std::string>{"/"}, id); });
    REQUIRE(all.size() == 2);
    CHECK(all[0].org_name == "Đảng bộ Sở Y tế");
    CHECK(all[0].in_time);
}

DB_TEST_CASE("too many or too late is told, twice or a member is refused") {
    test::Office office;
    const auto id = campaign_of(office);
    campaign::allot(office.ctx(), office.rights, id,
                    {{office.org("unit_a").id.value, 1, 0}, {office.org("unit_b").id.value, 9, 0}});
    office.clock.set(time::Date{2024, 8, 1});
    const auto person = office.person("Lò Thị Ánh", "cell_a");
    const auto member = office.person("Cà Văn Dũng", "cell_a", people::Standing::official_member);
    const auto proposed = propose(office.ctx(), office.rights, id, proposal(person));
    CHECK_FALSE(proposed.nomination.in_time);
    REQUIRE(proposed.findings.size() == 2);
    CHECK(proposed.findings[0].rule == "nomination.late");
    CHECK(proposed.findings[1].rule == "nomination.over_quota");
    CHECK_THROWS_AS(propose(office.ctx(), office.rights, id, proposal(person)), Refused);
    CHECK_THROWS_AS(propose(office.ctx(), office.rights, id, proposal(member)), Refused);
}

DB_TEST_CASE("a proposal is taken back with a reason by its unit, and may be made again") {
    test::Office office;
    const auto id = campaign_of(office);
    const auto person = office.person("Lò Thị Ánh", "cell_a");
    const auto clerk = office.as("unit_clerk", "unit_a");
    const NominationId first{propose(clerk, office.rights, id, proposal(person)).nomination.id};
    CHECK_THROWS_AS(withdraw(office.as("unit_clerk", "unit_b"), office.rights, first, {"x", 1}),
                    NotFound);
    CHECK_THROWS_AS(withdraw(clerk, office.rights, first, {" ", 1}), Refused);
    CHECK_THROWS_AS(withdraw(clerk, office.rights, first, {"xin rút", 3}), Conflict);
    CHECK(withdraw(clerk, office.rights, first, {"xin rút", 1}).state ==
          NominationState::withdrawn);
    CHECK_THROWS_AS(withdraw(clerk, office.rights, first, {"xin rút", 2}), Refused);
    CHECK_NOTHROW(propose(clerk, office.rights, id, proposal(person)));
    CHECK_THROWS_AS(
        propose(clerk, office.rights, id, proposal(office.person("Lò Văn Bình", "cell_b"))),
        Forbidden);
}
