// SPDX-License-Identifier: Apache-2.0
#include "base/audit/trace.h"
#include "base/workflow/workflow.h"
#include "platform/vocabulary/errors.h"
#include "support/office.h"

using namespace ketnap;
using namespace ketnap::workflow;

namespace {

const Subject subject{"campaign", "01900000-0000-7000-8000-00000000c001"};

TaskForm task(const std::string& owner, const std::string& text, const std::string& due) {
    TaskForm form;
    form.owner = owner;
    form.text = text;
    form.due_as_written = due;
    return form;
}

std::vector<Task> put(test::Office& office, const std::vector<TaskForm>& forms) {
    return office.write([&](db::Tx& tx) {
        put_tasks(tx, subject, forms);
        return tasks_of(tx, subject);
    });
}

TaskList open(test::Office& office, const audit::Ctx& ctx, const OpenTasks& which) {
    return ctx.read([&](db::Tx& tx) { return open_tasks(tx, ctx, office.rights, which); });
}

}  // namespace

DB_TEST_CASE("a task keeps owner, text and deadline with its word, in the order of the plan") {
    test::Office office;
    const auto tasks = put(office, {task("Văn phòng", "Giấy mời", "trước ngày 01/8/2024"),
                                    task("Ban Tuyên giáo", "Thông tin", "")});
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0].owner == "Văn phòng");
    CHECK(tasks[0].due_on == "2024-08-01");
    CHECK(tasks[0].due_word == DueWord::before);
    CHECK(tasks[0].last_day_on == "2024-07-31");
    CHECK(tasks[0].due_as_written == "trước ngày 01/8/2024");
    CHECK_FALSE(tasks[1].due_on.has_value());
}

DB_TEST_CASE("what was done stays done when the plan is edited around it") {
    test::Office office;
    const auto before = put(office, {task("Văn phòng", "Giấy mời", "trước ngày 01/8/2024"),
                                     task("Văn phòng", "Dự toán", "")});
    mark_done(office.ctx(), office.rights, TaskId{before[0].id},
              {.done_on = "2024-06-03", .done_note = "đã in", .version = 1});
    const auto after = put(office, {task("Văn phòng", "Trang trí", ""),
                                    task("Văn phòng", "Giấy mời", "chậm nhất ngày 01/8/2024")});
    REQUIRE(after.size() == 2);
    CHECK(after[1].id == before[0].id);
    CHECK(after[1].done_on == "2024-06-03");
    CHECK(after[1].done_note == "đã in");
    CHECK(after[1].last_day_on == "2024-08-01");
}

DB_TEST_CASE("late is what its last day has passed, not what its written day has") {
    test::Office office;
    put(office, {task("Văn phòng", "Giấy mời", "trước ngày 03/6/2024"),
                 task("Văn phòng", "Dự toán", "chậm nhất ngày 03/6/2024")});
    const auto late =
        open(office, office.ctx(), {.mine = false, .late_on = time::Date{2024, 6, 3}});
    REQUIRE(late.items.size() == 1);
    CHECK(late.items[0].text == "Giấy mời");
}

DB_TEST_CASE(
    "mine are the tasks of my role, my body and my person; the count goes beyond the page") {
    test::Office office;
    auto of_role = task("Văn phòng", "Giấy mời", "trong ngày 10/6/2024");
    of_role.owner_role = "office";
    auto of_unit = task("Sở Y tế", "Gửi hồ sơ", "trước ngày 05/6/2024");
    of_unit.owner_org_id = office.org("unit_a").id.value;
    auto of_other = task("Bưu điện", "Gửi hồ sơ", "trước ngày 05/6/2024");
    of_other.owner_org_id = office.org("unit_b").id.value;
    put(office, {of_role, of_unit, of_other});

    const auto desk = office.as("office");
    const auto mine = open(office, desk, {.mine = true, .late_on = {}});
    REQUIRE(mine.items.size() == 1);
    CHECK(mine.items[0].text == "Giấy mời");

    const auto clerk = office.as("unit_clerk", "unit_a");
    const auto units = open(office, clerk, {.mine = true, .late_on = {}});
    REQUIRE(units.items.size() == 1);
    CHECK(units.items[0].owner == "Sở Y tế");

    const auto page = open(office, office.ctx(), {.mine = false, .late_on = {}, .limit = 2});
    CHECK(page.items.size() == 2);
    CHECK(page.count == 3);
}

DB_TEST_CASE("a unit sees the office's tasks and its own, never another unit's") {
    test::Office office;
    auto of_other = task("Bưu điện", "Gửi hồ sơ", "trước ngày 05/6/2024");
    of_other.owner_org_id = office.org("unit_b").id.value;
    put(office, {task("Văn phòng", "Giấy mời", ""), of_other});
    const auto list =
        open(office, office.as("unit_clerk", "unit_a"), {.mine = false, .late_on = {}});
    REQUIRE(list.items.size() == 1);
    CHECK(list.items[0].owner == "Văn phòng");
}

DB_TEST_CASE("a stale version, a future day and a stranger cannot mark a task done") {
    test::Office office;
    auto of_other = task("Bưu điện", "Gửi hồ sơ", "trước ngày 05/6/2024");
    of_other.owner_org_id = office.org("unit_b").id.value;
    const TaskId id{put(office, {of_other})[0].id};
    CHECK_THROWS_AS(mark_done(office.ctx(), office.rights, id,
                              {.done_on = "2024-06-03", .done_note = {}, .version = 9}),
                    Conflict);
    CHECK_THROWS_AS(mark_done(office.ctx(), office.rights, id,
                              {.done_on = "2024-06-04", .done_note = {}, .version = 1}),
                    Refused);
    CHECK_THROWS_AS(mark_done(office.as("unit_clerk", "unit_a"), office.rights, id,
                              {.done_on = "2024-06-03", .done_note = {}, .version = 1}),
                    NotFound);
    const auto done = mark_done(office.as("unit_clerk", "unit_b"), office.rights, id,
                                {.done_on = "2024-06-03", .done_note = {}, .version = 1});
    CHECK(done.version == 2);
    const auto history =
        office.read([&](db::Tx& tx) { return audit::history(tx, "task", id.value); });
    REQUIRE(history.size() == 1);
    CHECK(history[0].action == "task.done");
}

DB_TEST_CASE("work that is done elsewhere completes the task of that body only") {
    test::Office office;
    auto a = task("Sở Y tế", "Gửi hồ sơ", "trước ngày 05/6/2024");
    a.owner_org_id = office.org("unit_a").id.value;
    auto b = a;
    b.owner_org_id = office.org("unit_b").id.value;
    put(office, {a, b});
    office.write([&](db::Tx& tx) {
        complete(tx, office.ctx(), subject, office.org("unit_a").id.value, time::Date{2024, 6, 1});
    });
    const auto tasks = office.read([&](db::Tx& tx) { return tasks_of(tx, subject); });
    CHECK(tasks[0].done_on == "2024-06-01");
    CHECK_FALSE(tasks[1].done_on.has_value());
    CHECK(office.read([&](db::Tx& tx) { return open_counts(tx, "campaign"); }).at(subject.id) == 1);
}

DB_TEST_CASE("every task that cannot be stored is named before anything is written") {
    test::Office office;
    try {
        put(office, {task("Văn phòng", "Giấy mời", "trước ngày 30/02/2024"), task("", "", "")});
        FAIL("not refused");
    } catch (const Refused& refused) {
        CHECK(refused.findings().size() == 3);
        CHECK(refused.findings()[0].where[0].field == "tasks[0].due_as_written");
    }
    CHECK(office.read([&](db::Tx& tx) { return tasks_of(tx, subject); }).empty());
}
