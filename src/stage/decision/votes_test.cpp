// SPDX-License-Identifier: Apache-2.0
// The ways a body decides – in a room, on paper, by ballots sent round – and what follows.
#include "platform/vocabulary/errors.h"
#include "stage/decision/circulated.h"
#include "stage/decision/notice.h"
#include "support/decision_fixture.h"

#include <algorithm>
#include <atomic>
#include <thread>

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

std::vector<std::int64_t> orders(const Meeting& m) {
    std::vector<std::int64_t> out;
    for (const auto& item : m.items) {
        out.push_back(item.order);
    }
    return out;
}

struct Office : DecisionOffice {
    const Names board{"Cao Viết Sáu", "Tẩn Láo Sử", "Sầm Thị Xuyến", "Lưu Bách Điền",
                      "Giàng A Tủa"};

    Meeting aside(const Meeting& m, std::size_t at, ItemState state) {
        const auto& item = m.items.at(at);
        return set_aside(officer, rights, desk, m.id, item.id, state, "Đơn vị xin rút",
                         item.version);
    }
    Meeting made(const MeetingForm& f, const std::vector<dossier::DossierId>& agenda) {
        const auto m = make_meeting(officer, rights, desk, f);
        return put_on_agenda(officer, rights, desk, m.id, agenda);
    }
    MeetingForm round() const {
        auto f = form();
        f.kind = MeetingKind::circulated;
        f.held_on = "";
        f.member_count = 5;
        f.present_count = 0;
        f.sent_on = "2024-06-03";
        f.closes_on = "2024-06-14";
        return f;
    }
    MeetingForm recorded() const {
        auto f = form();
        f.kind = MeetingKind::recorded;
        f.paper = "Biên bản số 12-BB/ĐUK, ngày 10/6/2024, cặp 4";
        return f;
    }
    Meeting back(const Meeting& m, std::size_t count, const std::string& day) {
        Names ids;
        for (const auto& sheet : m.sheets) {
            if (sheet.returned_on.empty() && ids.size() < count) {
                ids.push_back(sheet.id);
            }
        }
        return set_returned(officer, rights, desk, m.id, ids, day);
    }
    Meeting counted(const Meeting& m, Ballot ballot) {
        ballot.version = m.items.at(0).version;
        return record_ballot(officer, rights, desk, m.id, m.items.at(0).id, ballot);
    }
};

}  // namespace

DB_TEST_CASE("one who is withdrawn leaves no hole, in the list or in the register") {
    Office office;
    auto m = office.met({office.qualified_of("Vi Thị Bích").id,
                         office.qualified_of("Trịnh Bá Khương").id,
                         office.qualified_of("Lê Thị Tố Như").id});
    CHECK(orders(m) == std::vector<std::int64_t>{1, 2, 3});
    m = office.voted(m, 0, 12);
    m = office.aside(m, 1, ItemState::withdrawn);
    CHECK(orders(m) == std::vector<std::int64_t>{1, 0, 2});
    m = office.voted(m, 2, 12);
    CHECK(m.items[2].decision_number == "02-QĐ/ĐUK");
    m = order_agenda(office.officer, office.rights, office.desk, m.id,
                     {m.items[2].id, m.items[0].id, m.items[1].id});
    CHECK(m.items[0].full_name == "Lê Thị Tố Như");
    CHECK(orders(m) == std::vector<std::int64_t>{1, 2, 0});
    CHECK_THROWS_AS(order_agenda(office.officer, office.rights, office.desk, m.id,
                                 {m.items[0].id, m.items[0].id, m.items[1].id}),
                    Conflict);
}

DB_TEST_CASE("one who is postponed is ready for the next meeting, of whatever campaign") {
    Office office;
    const auto one = office.qualified_of("Vi Thị Bích");
    auto m = office.met({one.id});
    const auto next = make_meeting(office.officer, office.rights, office.desk, office.form());
    CHECK(ready(office.officer, office.rights, next.id).empty());
    m = office.aside(m, 0, ItemState::postponed);
    CHECK(ready(office.officer, office.rights, next.id).size() == 1);
    CHECK(ready(office.officer, office.rights, m.id).empty());
    CHECK(close_meeting(office.officer, office.rights, office.desk, m.id, m.version).state ==
          MeetingState::closed);
    const auto after = put_on_agenda(office.officer, office.rights, office.desk, next.id, {one.id});
    CHECK(after.items.size() == 1);
}

DB_TEST_CASE("a meeting is planned before its day and counted on it") {
    Office office;
    auto f = office.form();
    f.held_on = "2024-06-17";
    const auto m = office.made(f, {office.qualified_of("Vi Thị Bích").id});
    CHECK(m.not_yet.at(0).rule == "ballot.before_meeting");
    CHECK(refused([&] { office.voted(m, 0, 12); }) == Names{"ballot.before_meeting"});
    office.clock.set(time::Date{2024, 6, 17});
    CHECK(office.voted(m, 0, 12).items[0].decision_number == "01-QĐ/ĐUK");
}

DB_TEST_CASE("a decision made on paper is recorded with its count, its paper and its number") {
    Office office;
    auto f = office.recorded();
    f.paper = " ";
    CHECK(refused([&] { office.made(f, {}); }) == Names{"field.required"});
    auto m = office.made(office.recorded(), {office.qualified_of("Vi Thị Bích").id,
                                             office.qualified_of("Hứa Văn Tùng").id});
    CHECK(m.recorded_by == office.officer.actor.name);
    m = record_ballot(office.officer, office.rights, office.desk, m.id, m.items[0].id,
                      {12, 0, 0, true, m.items[0].version, PaperNumber{1, {}}});
    CHECK(m.items[0].decision_number == "01-QĐ/ĐUK");
    const auto with = [&](std::int64_t number, const std::string& reason) {
        m = record_ballot(office.officer, office.rights, office.desk, m.id, m.items[1].id,
                          {11, 1, 0, true, m.items[1].version, PaperNumber{number, reason}});
    };
    CHECK(refused([&] { with(1, ""); }) == Names{"number.taken"});
    CHECK(refused([&] { with(5, ""); }) == Names{"number.gap"});
    with(5, "Số 2 đến 4 cấp cho quyết định khác, ghi trong sổ giấy");
    CHECK(m.items[1].decision_number == "05-QĐ/ĐUK");
    CHECK(m.next_number == 6);
    auto in_turn = office.met({office.qualified_of("Lê Thị Tố Như").id});
    CHECK(refused([&] {
              record_ballot(office.officer, office.rights, office.desk, in_turn.id,
                            in_turn.items[0].id, {12, 0, 0, true, 1, PaperNumber{9, {}}});
          }) == Names{"decision.number_in_turn"});
}

DB_TEST_CASE("ballots sent round are counted when all are back, on the base of all members") {
    Office office;
    office.clock.set(time::Date{2024, 6, 5});
    auto m = office.made(office.round(), {office.qualified_of("Vi Thị Bích").id});
    CHECK(m.not_yet.at(0).rule == "ballot.no_sheets");
    m = set_members(office.officer, office.rights, office.desk, m.id, office.board);
    CHECK(m.form.member_count == 5);
    CHECK(m.sheets.at(4).member_name == "Giàng A Tủa");
    CHECK(refused([&] {
              set_members(office.officer, office.rights, office.desk, m.id, {"Hà", "HÀ", " "});
          }) == Names{"sheet.twice"});
    m = office.back(m, 3, "2024-06-04");
    CHECK(m.form.present_count == 3);
    CHECK(refused([&] { office.back(m, 1, "2024-06-06"); }) == Names{"sheet.in_future"});
    CHECK(refused([&] { office.back(m, 1, "2024-06-02"); }) == Names{"sheet.before_sent"});
    CHECK(refused([&] { office.counted(m, {3, 0, 0, true, 0, {}}); }) == Names{"ballot.still_out"});
    m = remind(office.officer, office.rights, office.desk, m.id);
    CHECK(m.sheets[0].reminded_on.empty());
    CHECK(m.sheets[4].reminded_on == "2024-06-05");
    m = office.back(m, 2, "2024-06-05");
    CHECK(m.not_yet.empty());
    m = office.counted(m, {4, 1, 0, true, 0, {}});
    CHECK(m.items[0].verdict->inequality == "2 × 4 = 8 > 5");
    CHECK(m.items[0].decision_number == "01-QĐ/ĐUK");
    CHECK(m.form.held_on == "2024-06-05");
    CHECK(m.form.decided_on == "2024-06-05");
    CHECK(refused([&] {
              set_returned(office.officer, office.rights, office.desk, m.id, {m.sheets[0].id}, "");
          }) == Names{"meeting.voted_already"});
}

DB_TEST_CASE("after the last day ballots that stayed out count as members who did not agree") {
    Office office;
    auto m = office.made(office.round(), {office.qualified_of("Vi Thị Bích").id});
    m = set_members(office.officer, office.rights, office.desk, m.id, office.board);
    m = office.back(m, 2, "2024-06-07");
    office.clock.set(time::Date{2024, 6, 17});
    CHECK(refused([&] { office.back(m, 1, "2024-06-15"); }) == Names{"sheet.after_close"});
    CHECK(refused([&] { office.counted(m, {3, 0, 0, true, 0, {}}); }) ==
          Names{"ballot.out_of_range"});
    m = office.counted(m, {2, 0, 0, true, 0, {}});
    CHECK(m.items[0].state == ItemState::failed);
    CHECK(m.items[0].verdict->inequality == "2 × 2 = 4 ≤ 5");
    CHECK(m.form.held_on == "2024-06-14");
    const auto again = office.made(office.round(), {});
    CHECK(again.usual_members == office.board);
    CHECK(meetings(office.officer, office.rights, "").size() == 2);
    CHECK(refused([&] {
              set_members(office.officer, office.rights, office.desk, m.id, office.board);
          }) == Names{"sheet.back_already"});
}

DB_TEST_CASE("the third failed vote on a person asks for a report to the level above") {
    Office office;
    const auto one = office.qualified_of("Trịnh Bá Khương");
    for (std::int64_t vote = 1; vote <= 3; ++vote) {
        auto m = office.voted(office.met({one.id}), 0, 6);
        CHECK(m.items[0].failed_votes == vote);
        CHECK(m.items[0].report_due == (vote == 3));
        close_meeting(office.officer, office.rights, office.desk, m.id, m.version);
    }
    auto m = office.voted(office.met({one.id}), 0, 5);
    CHECK(m.items[0].failed_votes == 4);
    m = office.voted(m, 0, 7, false);  // counted again: it passed after all
    CHECK(m.items[0].failed_votes == 3);
    CHECK(office.db.read([&](db::Tx& tx) { return dossier::failed_votes(tx, one.id); }).size() ==
          3);
}

DB_TEST_CASE("each cell is told yes or no once, and a result counted anew is told anew") {
    Office office;
    auto m = office.met(
        {office.qualified_of("Vi Thị Bích").id, office.qualified_of("Trịnh Bá Khương").id});
    m = office.voted(m, 0, 12);
    m = office.voted(m, 1, 6);
    const auto untold = [&] { return results(office.officer, office.rights, "", true); };
    CHECK(untold().size() == 2);
    CHECK(untold()[0].unit_name == "Đảng bộ Sở Xây dựng");
    CHECK(results(office.clerk, office.rights, "", false).empty());
    const auto told = [&](const std::string& day) {
        tell(office.officer, office.rights, {{m.items[1].id}, day, "Thông báo số 7"});
    };
    CHECK(refused([&] { told("2024-06-11"); }) == Names{"notice.in_future"});
    CHECK(refused([&] { told("2024-06-09"); }) == Names{"notice.before_meeting"});
    told("2024-06-10");
    CHECK(untold().size() == 1);
    CHECK_THROWS_AS(tell(office.clerk, office.rights, {{m.items[0].id}, "2024-06-10", ""}),
                    NotFound);
    m = office.voted(m, 1, 8, false);
    CHECK(untold().size() == 2);
    told("2024-06-10");
    const auto d =
        office.db.read([&](db::Tx& tx) { return decision_of(tx, m.items[0].dossier_id)->id; });
    set_received(office.officer, office.rights, {d}, "2024-06-10");
    CHECK(untold().empty());
    const auto all = results(office.officer, office.rights, m.id.value, false);
    REQUIRE(all.size() == 2);
    CHECK(all[1].paper == "Thông báo số 7");
}

DB_TEST_CASE("an office with one typing hand works when the persons are named") {
    Office office;
    office.officer.actor.person_id = office.secretary.id.value;
    office.clerk.actor.person_id = office.secretary.id.value;
    const auto d = office.qualified_of("Vi Thị Bích");
    auto m = office.met({d.id});
    CHECK(refused([&] { office.voted(m, 0, 12); }) ==
          Names{"decision.signer_prepared", "decision.signer_appraised"});
    const auto preparer = office.added("Lò Thị Ngân", office.cell_a2);
    const auto appraiser = office.added("Nông Quốc Việt", office.cell_a2);
    dossier::name_hands(office.work(office.officer), d.id,
                        {preparer.id.value, appraiser.id.value, "Văn thư nhập hộ"}, d.version);
    m = office.voted(m, 0, 12);
    CHECK(m.items[0].decision_number == "01-QĐ/ĐUK");
    CHECK(m.items[0].prepared_by == "Lò Thị Ngân");
    auto f = m.form;
    f.chair_name = "Nông Quốc Việt";
    m = change_meeting(office.officer, office.rights, office.desk, m.id, f, m.version);
    CHECK(m.items[0].hints.at(0).rule == "vote.member_appraised");
}

DB_TEST_CASE("decisions issued at one moment take numbers one after the other") {
    Office office;
    std::vector<Meeting> rooms;
    for (const auto* name : {"Vi Thị Bích", "Hứa Văn Tùng", "Lê Thị Tố Như", "Kim Thị Sa Rây"}) {
        rooms.push_back(office.voted(office.met({office.qualified_of(name).id}), 0, 12, false));
    }
    std::atomic<int> failures = 0;
    std::vector<std::thread> desks;
    for (const auto& room : rooms) {
        for (int desk = 0; desk < 2; ++desk) {  // two desks press for the same person
            desks.emplace_back([&] {
                try {
                    issue_decision(office.officer, office.rights, office.desk, room.id,
                                   room.items[0].id);
                } catch (const RequestError&) {
                    ++failures;
                } catch (const DbError&) {
                    ++failures;
                }
            });
        }
    }
    for (auto& desk : desks) {
        desk.join();
    }
    const auto all = office.db.read([](db::Tx& tx) { return decisions(tx, ""); });
    CHECK(failures == 4);
    REQUIRE(all.size() == 4);
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(all[i].number == static_cast<std::int64_t>(i) + 1);
    }
}
