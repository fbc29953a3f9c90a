// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/plan/checks.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ketnap;
using namespace ketnap::campaign;

namespace {

PlanForm plan() {
    PlanForm form;
    form.code = "LE-2024";
    form.title = "Tổ chức Lễ kết nạp";
    form.short_title = "Lễ kết nạp 2024";
    form.bodies = {{"Ban Thường vụ", {}, {}, {}, {}}};
    form.plan_number = "131-KH/ĐUK";
    form.plan_on = "2024-05-02";
    form.event_as_written = "dự kiến tháng 9/2024";
    form.dossier_due_as_written = "trước ngày 01/8/2024";
    form.recipients = {"Các đơn vị"};
    return form;
}

bool has(const Findings& findings, std::string_view rule, std::string_view field,
         Level level = Level::error) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
        return f.rule == rule && f.where.front().field == field && f.level == level;
    });
}

}  // namespace

TEST_CASE("a plan with what it needs is not refused, and its dates are understood") {
    Findings unread;
    const auto reading = read_dates(plan(), unread);
    CHECK(unread.empty());
    CHECK(reading.event_on == "2024-09");
    CHECK(reading.event_tentative);
    CHECK(reading.dossier_due_word == workflow::DueWord::before);
    CHECK(reading.dossier_last_day_on == "2024-07-31");
    CHECK_FALSE(has_error(check_plan(plan())));
}

TEST_CASE("every missing part of a plan is named at once") {
    const auto findings = check_plan({});
    for (const char* field : {"code", "title", "short_title", "bodies"}) {
        CAPTURE(field);
        CHECK(has(findings, "field.required", field));
    }
}

TEST_CASE("an exact target needs its number, an open one has none") {
    auto form = plan();
    form.target_kind = TargetKind::exact;
    CHECK(has(check_plan(form), "field.required", "target_count"));
    form.target_count = 0;
    CHECK(has(check_plan(form), "field.number_range", "target_count"));
    form.target_count = 70;
    CHECK_FALSE(has_error(check_plan(form)));
    form.target_kind = TargetKind::open;
    CHECK(has(check_plan(form), "campaign.open_target_has_count", "target_count"));
}

TEST_CASE("a date that cannot be read is refused at its field with what was typed") {
    auto form = plan();
    form.event_as_written = "sau hè";
    form.dossier_due_as_written = "trước ngày 31/6/2024";
    form.window_as_written = "quý I";
    form.list_cutoff_as_written = "2024";
    const auto findings = check_plan(form);
    CHECK(has(findings, "deadline.no_date", "event_as_written"));
    CHECK(has(findings, "deadline.bad_date", "dossier_due_as_written"));
    CHECK(has(findings, "deadline.no_window", "window_as_written"));
    CHECK(has(findings, "deadline.no_month", "list_cutoff_as_written"));
}

TEST_CASE("a code holds letters, digits and dashes only, since it goes into addresses") {
    for (const char* code : {"lễ 70", "a/b", "a b", "../x"}) {
        auto form = plan();
        form.code = code;
        CHECK(has(check_plan(form), "campaign.code_format", "code"));
    }
}

TEST_CASE("what is odd in a plan is shown and does not refuse it") {
    auto form = plan();
    form.expected_count = 100;
    form.groups = {{.kind = GroupKind::guest, .text = "Khách", .expected_count = 60},
                   {.kind = GroupKind::summoned, .text = "Triệu tập", .expected_count = 70}};
    form.target_kind = TargetKind::exact;
    form.target_count = 120;
    form.dossier_due_as_written = "chậm nhất ngày 01/10/2024";
    form.event_kind = EventKind::decision_and_list_handover;
    form.plan_number = "";
    form.recipients = {};
    form.tasks = {{"Văn phòng", {}, {}, {}, "Giấy mời", {}}};
    const auto findings = check_plan(form);
    CHECK(has(findings, "campaign.groups_exceed_headcount", "expected_count", Level::warning));
    CHECK(has(findings, "campaign.target_exceeds_headcount", "expected_count", Level::warning));
    CHECK(has(findings, "campaign.due_after_event", "dossier_due_as_written", Level::warning));
    CHECK(has(findings, "campaign.list_without_cutoff", "list_cutoff_as_written", Level::warning));
    CHECK(has(findings, "campaign.event_day_open", "event_as_written", Level::hint));
    CHECK(has(findings, "campaign.no_plan_number", "plan_number", Level::hint));
    CHECK(has(findings, "campaign.no_recipients", "recipients", Level::hint));
    CHECK(has(findings, "campaign.task_without_due", "tasks[0].due_as_written", Level::hint));
    CHECK_FALSE(has_error(findings));
}

TEST_CASE("a plan that runs backwards is marked") {
    auto form = plan();
    form.plan_on = "2024-10-01";
    form.window_as_written = "từ tháng 10/2024 đến tháng 12/2024";
    form.list_cutoff_as_written = "tháng 11/2024";
    const auto findings = check_plan(form);
    CHECK(has(findings, "campaign.event_before_plan", "event_as_written", Level::warning));
    CHECK(has(findings, "campaign.due_before_plan", "dossier_due_as_written", Level::warning));
    CHECK(has(findings, "campaign.window_after_event", "window_as_written", Level::warning));
    CHECK(has(findings, "campaign.cutoff_after_event", "list_cutoff_as_written", Level::warning));
}

TEST_CASE("tasks of a plan are checked with it") {
    auto form = plan();
    form.tasks = {{"", {}, {}, {}, "Giấy mời", "sớm"}};
    const auto findings = check_plan(form);
    CHECK(has(findings, "field.required", "tasks[0].owner"));
    CHECK(has(findings, "deadline.no_date", "tasks[0].due_as_written"));
}
