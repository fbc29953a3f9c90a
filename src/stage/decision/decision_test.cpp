// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/decision.h"

#include "base/audit/trace.h"
#include "platform/vocabulary/errors.h"
#include "support/decision_fixture.h"
#include "support/poppler.h"

#include <algorithm>

using namespace ketnap;
using namespace ketnap::decision;
using test::DecisionOffice;

namespace {

using Names = std::vector<std::string>;

template <class F>
Names refused(F&& operation) {
    Names out;
    try {
        operation();
    } catch (const Refused& error) {
        for (const auto& finding : error.findings()) {
            out.push_back(finding.rule);
        }
    }
    return out;
}

dossier::Dossier reread(DecisionOffice& office, const dossier::DossierId& id) {
    return office.db.read([&](db::Tx& tx) { return dossier::get(tx, id); });
}

}  // namespace

DB_TEST_CASE("each person is voted on alone and takes the next number when passed") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    const auto binh = office.qualified_of("Trịnh Bá Khương");
    const auto chi = office.qualified_of("Lê Thị Tố Như");
    auto m = office.met({an.id, binh.id, chi.id});
    REQUIRE(m.items.size() == 3);
    CHECK(m.next_number == 1);
    CHECK(m.threshold.needed == 7);
    m = office.voted(m, 0, 12);
    m = office.voted(m, 1, 6);
    m = office.voted(m, 2, 11);
    CHECK(m.items[0].decision_number == "01-QĐ/ĐUK");
    CHECK(m.items[0].verdict->inequality == "2 × 12 = 24 > 13");
    CHECK(m.items[1].state == ItemState::failed);
    CHECK(m.items[1].decision_number.empty());
    CHECK(m.items[2].decision_number == "02-QĐ/ĐUK");
    CHECK(m.next_number == 3);
    CHECK(reread(office, an.id).state == dossier::State::decided);
    CHECK(reread(office, an.id).decided_by == dossier::checks::Decider::board_above);
    CHECK(reread(office, an.id).decision_number == "01-QĐ/ĐUK");
    CHECK(reread(office, binh.id).state == dossier::State::qualified);
    const auto all = office.db.read([](db::Tx& tx) { return decisions(tx, ""); });
    REQUIRE(all.size() == 2);
    CHECK(all[1].number == 2);
    CHECK(all[0].decided_on == "2024-06-10");
}

DB_TEST_CASE("a passed ballot may be recorded first and its decision issued later, once") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    auto m = office.voted(office.met({an.id}), 0, 12, false);
    CHECK(m.items[0].state == ItemState::passed);
    CHECK(m.items[0].decision_number.empty());
    const auto issue = [&] {
        return issue_decision(office.officer, office.rights, office.desk, m.id, m.items[0].id);
    };
    m = issue();
    CHECK(m.items[0].decision_number == "01-QĐ/ĐUK");
    CHECK(refused(issue) == Names{"ballot.decided"});
    CHECK(refused([&] { office.voted(m, 0, 3); }) == Names{"ballot.decided"});
}

DB_TEST_CASE("the signer may not be one who prepared or appraised the dossier") {
    DecisionOffice office;
    office.officer.actor.person_id = office.secretary.id.value;
    const auto an = office.qualified_of("Vi Thị Bích");
    CHECK(reread(office, an.id).appraised_by == office.secretary.id.value);
    const auto m = office.met({an.id});
    const auto why = refused([&] { office.voted(m, 0, 12); });
    CHECK(std::ranges::count(why, "decision.signer_appraised") == 1);
    // Nothing of it was kept: neither the ballot nor the number.
    const auto again = get_meeting(office.officer, office.rights, office.desk, m.id);
    CHECK(again.items[0].state == ItemState::waiting);
    CHECK(again.next_number == 1);
}

DB_TEST_CASE("only qualified dossiers come on an agenda, and on one at a time") {
    DecisionOffice office;
    const auto raw = office.opened("Kim Thị Sa Rây");
    const auto ready_one = office.qualified_of("Vi Thị Bích");
    const auto m = make_meeting(office.officer, office.rights, office.desk, office.form());
    CHECK(ready(office.officer, office.rights, m.id).size() == 1);
    CHECK(refused([&] {
              put_on_agenda(office.officer, office.rights, office.desk, m.id, {raw.id});
          }) == Names{"meeting.not_qualified"});
    office.met({ready_one.id});
    CHECK(ready(office.officer, office.rights, m.id).empty());
    CHECK(refused([&] {
              put_on_agenda(office.officer, office.rights, office.desk, m.id, {ready_one.id});
          }) == Names{"meeting.on_agenda"});
}

DB_TEST_CASE("one who is withdrawn or postponed needs a reason and may come back") {
    DecisionOffice office;
    const auto an = office.qualified_of("Hứa Văn Tùng");
    auto m = office.met({an.id});
    const auto set = [&](ItemState state, const std::string& reason) {
        return set_aside(office.officer, office.rights, office.desk, m.id, m.items[0].id, state,
                         reason, m.items[0].version);
    };
    CHECK(refused([&] { set(ItemState::withdrawn, " "); }) == Names{"field.required"});
    CHECK(refused([&] { set(ItemState::passed, "x"); }) == Names{"field.choice"});
    m = set(ItemState::postponed, "Chờ bổ sung xác minh");
    CHECK(m.items[0].state == ItemState::postponed);
    CHECK(m.items[0].reason == "Chờ bổ sung xác minh");
    const auto other = office.met({an.id});
    CHECK(refused([&] { set(ItemState::waiting, ""); }) == Names{"meeting.on_agenda"});
    CHECK(other.items.size() == 1);
}

DB_TEST_CASE("who saved first wins and the base of counted ballots stays") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    const auto m = office.met({an.id});
    office.voted(m, 0, 12, false);
    CHECK_THROWS_AS(office.voted(m, 0, 11, false), Conflict);
    auto form = m.form;
    form.member_count = 15;
    CHECK(refused([&] {
              change_meeting(office.officer, office.rights, office.desk, m.id, form, m.version);
          }) == Names{"meeting.voted_already"});
    form = m.form;
    form.tellers = "Sầm Thị Xuyến, Lưu Bách Điền";
    const auto changed =
        change_meeting(office.officer, office.rights, office.desk, m.id, form, m.version);
    CHECK(changed.form.tellers == form.tellers);
    CHECK_THROWS_AS(
        change_meeting(office.officer, office.rights, office.desk, m.id, form, m.version),
        Conflict);
}

DB_TEST_CASE("a meeting closes when nobody waits and then stays as it is") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    auto m = office.met({an.id});
    const auto close = [&] {
        return close_meeting(office.officer, office.rights, office.desk, m.id, m.version);
    };
    CHECK(refused(close) == Names{"meeting.still_waiting"});
    m = office.voted(m, 0, 12);
    m = close();
    CHECK(m.state == MeetingState::closed);
    CHECK(refused([&] { office.voted(m, 0, 12); }) == Names{"meeting.closed"});
    CHECK(meetings(office.officer, office.rights, "").front().passed_count == 1);
}

DB_TEST_CASE("the cell receives the decision after it was made and not in the future") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    office.voted(office.met({an.id}), 0, 12);
    const auto d = office.db.read([&](db::Tx& tx) { return decision_of(tx, an.id); });
    REQUIRE(d);
    office.clock.set(time::Date{2024, 6, 20});
    const auto receive_on = [&](const std::string& day) {
        set_received(office.officer, office.rights, {d->id}, day);
    };
    CHECK(refused([&] { receive_on("2024-06-09"); }) == Names{"decision.received_before"});
    CHECK(refused([&] { receive_on("2024-06-21"); }) == Names{"decision.received_in_future"});
    CHECK(refused([&] { receive_on("hôm nay"); }) == Names{"field.format"});
    receive_on("2024-06-12");
    CHECK(reread(office, an.id).decision_received_on == "2024-06-12");
    CHECK(office.db.read([&](db::Tx& tx) { return get(tx, d->id); }).received_on == "2024-06-12");
}

DB_TEST_CASE("clerks of units neither see nor change meetings") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    const auto m = office.met({an.id});
    CHECK(meetings(office.clerk, office.rights, "").empty());
    CHECK_THROWS_AS(get_meeting(office.clerk, office.rights, office.desk, m.id), NotFound);
    CHECK_THROWS_AS(make_meeting(office.clerk, office.rights, office.desk, office.form()),
                    Forbidden);
    CHECK_THROWS_AS(record_ballot(office.clerk, office.rights, office.desk, m.id, m.items[0].id,
                                  {12, 0, 0, true, 1}),
                    Forbidden);
}

DB_TEST_CASE("without a letterhead there is no number, and the reason is told") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    auto form = office.form();
    form.org_id = office.unit_b.id.value;
    form.body_kind = BodyKind::committee;
    const auto m = make_meeting(office.officer, office.rights, office.desk, form);
    const auto with = put_on_agenda(office.officer, office.rights, office.desk, m.id, {an.id});
    CHECK_FALSE(with.next_number.has_value());
    CHECK(refused([&] { office.voted(with, 0, 12); }) == Names{"decision.no_letterhead"});
}

DB_TEST_CASE("the decision is one page in Party layout with the facts of its person") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    office.voted(office.met({an.id}), 0, 12);
    const auto paper = office.db.read([&](db::Tx& tx) {
        return decision_paper(tx, office.officer, office.desk, decision_of(tx, an.id)->id);
    });
    const auto pages = support::pdf_pages(documents::to_pdf(*office.library, {&paper, 1}));
    REQUIRE(pages.size() == 1);
    for (const auto* part :
         {"ĐẢNG BỘ TỈNH VĨNH SƠN", "Số 01-QĐ/ĐUK", "Vĩnh Sơn, ngày 10 tháng 6 năm 2024",
          "kết nạp đảng viên", "Căn cứ Quy định số 24-QĐ/TW, ngày 30/7/2021", "Vi Thị Bích",
          "sinh ngày 14/9/1996", "Chi bộ Văn phòng Sở", "Đảng bộ Sở Xây dựng", "30 ngày làm việc",
          "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Cao Viết Sáu"}) {
        CAPTURE(part);
        CHECK(pages[0].find(part) != std::string::npos);
    }
}

DB_TEST_CASE("the proposal lists everyone on the agenda with the votes below") {
    DecisionOffice office;
    const auto an = office.qualified_of("Vi Thị Bích");
    const auto m = office.met({an.id});
    const auto paper = office.db.read(
        [&](db::Tx& tx) { return proposal_paper(tx, office.officer, office.desk, m.id); });
    const auto pages = support::pdf_pages(documents::to_pdf(*office.library, {&paper, 1}));
    REQUIRE(pages.size() == 2);
    CHECK(pages[0].find("TỜ TRÌNH") != std::string::npos);
    CHECK(pages[1].find("Vi Thị Bích") != std::string::npos);
    CHECK(pages[1].find("11/15") != std::string::npos);
    CHECK(pages[1].find("14/17") != std::string::npos);
}
