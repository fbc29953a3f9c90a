// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/exchange/requests.h"
#include "platform/vocabulary/errors.h"
#include "support/office.h"

#include <algorithm>

using namespace ketnap;
using namespace ketnap::exchange;

namespace {

const workflow::Subject subject{"campaign", "01900000-0000-7000-8000-00000000c001"};

RequestForm form(test::Office& office) {
    return {.kind = RequestKind::nominate,
            .title = "Giới thiệu đảng viên tiêu biểu",
            .text = "Kèm hồ sơ",
            .due_as_written = "trước ngày 01/8/2024",
            .units = {{office.org("unit_a").id.value, 2}, {office.org("unit_b").id.value, 1}}};
}

RequestId sent(test::Office& office) {
    return {send(office.ctx(), office.rights, subject, form(office)).id};
}

rules::Calendar calendar() {
    const auto folder = std::filesystem::path{KETNAP_SOURCE_DIR} / "data/calendars";
    return *rules::Calendar::load(folder);
}

Board shown(test::Office& office, const RequestId& id) {
    return office.read(
        [&](db::Tx& tx) { return board(tx, office.ctx(), office.rights, calendar(), id); });
}

const BoardRow& row(const Board& board, const org::Org& unit) {
    return *std::find_if(board.rows.begin(), board.rows.end(),
                         [&](const BoardRow& r) { return r.org_id == unit.id.value; });
}

UnitAnswer given(const org::Org& unit, Answer answer, std::int64_t count, std::int64_t version) {
    return {.org_id = unit.id.value,
            .answer = answer,
            .answered_count = count,
            .answered_on = {},
            .note = {},
            .version = version};
}

}  // namespace

DB_TEST_CASE("one request reaches every unit, each with a task of the same deadline") {
    test::Office office;
    const auto id = sent(office);
    const auto tasks =
        office.read([&](db::Tx& tx) { return workflow::tasks_of(tx, {"request", id.value}); });
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0].last_day_on == "2024-07-31");
    CHECK(tasks[0].owner_org_id == office.org("unit_a").id.value);
    const auto board = shown(office, id);
    CHECK(board.request.due_as_written == "trước ngày 01/8/2024");
    CHECK(board.counts.waiting == 2);
    CHECK(board.days_left == 42);
}

DB_TEST_CASE("an answer counts, completes the unit's task, and late ones say by how many days") {
    test::Office office;
    const auto id = sent(office);
    const auto& a = office.org("unit_a");
    const auto& b = office.org("unit_b");
    office.clock.set(time::Date{2024, 8, 6});
    answer(office.as("unit_clerk", "unit_a"), office.rights, id, given(a, Answer::given, 1, 1));
    const auto board = shown(office, id);
    CHECK(board.counts.late == 1);
    CHECK(board.counts.partial == 1);
    CHECK(board.counts.people == 1);
    CHECK(board.rows[0].org_id == b.id.value);
    CHECK(row(board, a).state == ShareState::partial);
    CHECK(row(board, a).answered_on == "2024-08-06");
    CHECK(row(board, a).late_days == 4);
    CHECK(row(board, b).late_days == 4);
    CHECK(board.days_left == -4);
    const auto tasks =
        office.read([&](db::Tx& tx) { return workflow::tasks_of(tx, {"request", id.value}); });
    CHECK(tasks[0].done_on == "2024-08-06");
    CHECK_FALSE(tasks[1].done_on.has_value());
}

DB_TEST_CASE("nobody to nominate is an answer, and given with nobody is not") {
    test::Office office;
    const auto id = sent(office);
    const auto& b = office.org("unit_b");
    CHECK_THROWS_AS(answer(office.ctx(), office.rights, id, given(b, Answer::given, 0, 1)),
                    Refused);
    CHECK_THROWS_AS(answer(office.ctx(), office.rights, id, given(b, Answer::nil, 1, 1)), Refused);
    answer(office.ctx(), office.rights, id, given(b, Answer::nil, 0, 1));
    CHECK(row(shown(office, id), b).state == ShareState::nil);
    CHECK_THROWS_AS(answer(office.ctx(), office.rights, id, given(b, Answer::given, 1, 1)),
                    Conflict);
}

DB_TEST_CASE("a unit answers for itself only and sees no other unit on the board") {
    test::Office office;
    const auto id = sent(office);
    const auto clerk = office.as("unit_clerk", "unit_a");
    CHECK_THROWS_AS(
        answer(clerk, office.rights, id, given(office.org("unit_b"), Answer::given, 1, 1)),
        NotFound);
    const auto board = clerk.read(
        [&](db::Tx& tx) { return exchange::board(tx, clerk, office.rights, calendar(), id); });
    REQUIRE(board.rows.size() == 1);
    CHECK(board.rows[0].org_id == office.org("unit_a").id.value);
    CHECK(board.counts.waiting == 1);
    CHECK_THROWS_AS(send(clerk, office.rights, subject, form(office)), Forbidden);
    CHECK_THROWS_AS(close(clerk, office.rights, id, 1), Forbidden);
}

DB_TEST_CASE("a unit may be given longer, but not shorter than all") {
    test::Office office;
    const auto id = sent(office);
    const auto a = office.org("unit_a").id.value;
    CHECK_THROWS_AS(extend(office.ctx(), office.rights, id, {a, "2024-07-31", "", 1}), Refused);
    extend(office.ctx(), office.rights, id, {a, "2024-08-09", "Bí thư đồng ý", 1});
    office.clock.set(time::Date{2024, 8, 6});
    const auto board = shown(office, id);
    CHECK(row(board, office.org("unit_a")).state == ShareState::extended);
    CHECK(row(board, office.org("unit_a")).late_days == 0);
    CHECK(row(board, office.org("unit_b")).state == ShareState::late);
}

DB_TEST_CASE("reminders are counted per unit and dated, and a unit not asked cannot be reminded") {
    test::Office office;
    const auto id = sent(office);
    const auto b = office.org("unit_b").id.value;
    remind(office.ctx(), office.rights, id, {{b}, Channel::message});
    office.clock.set(time::Date{2024, 6, 10});
    remind(office.ctx(), office.rights, id, {{b}, Channel::call});
    const auto reminded = row(shown(office, id), office.org("unit_b"));
    CHECK(reminded.reminder_count == 2);
    CHECK(reminded.reminded_on == "2024-06-10");
    CHECK_THROWS_AS(
        remind(office.ctx(), office.rights, id, {{office.org("cell_a").id.value}, Channel::call}),
        Refused);
    CHECK_THROWS_AS(remind(office.ctx(), office.rights, id, {{}, Channel::call}), Refused);
}

DB_TEST_CASE("a closed request takes no more answers, and closes once") {
    test::Office office;
    const auto id = sent(office);
    CHECK_THROWS_AS(close(office.ctx(), office.rights, id, 7), Conflict);
    close(office.ctx(), office.rights, id, 1);
    CHECK(shown(office, id).request.closed_on == "2024-06-03");
    CHECK_THROWS_AS(
        answer(office.ctx(), office.rights, id, given(office.org("unit_a"), Answer::given, 1, 1)),
        Refused);
    CHECK_THROWS_AS(close(office.ctx(), office.rights, id, 2), Refused);
}

DB_TEST_CASE("every fault of a request is named at once and nothing is sent") {
    test::Office office;
    auto wrong = form(office);
    wrong.title = " ";
    wrong.due_as_written = "sớm";
    wrong.units = {
        {office.org("unit_a").id.value, -1}, {office.org("unit_a").id.value, 1}, {"nobody", 1}};
    try {
        send(office.ctx(), office.rights, subject, wrong);
        FAIL("not refused");
    } catch (const Refused& refused) {
        CHECK(refused.findings().size() == 5);
    }
    CHECK(office.read([&](db::Tx& tx) { return requests_of(tx, subject); }).empty());
}
