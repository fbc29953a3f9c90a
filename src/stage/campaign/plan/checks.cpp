// SPDX-License-Identifier: Apache-2.0
#include "stage/campaign/plan/checks.h"

#include "platform/text/text.h"

#include <algorithm>
#include <array>

namespace ketnap::campaign {
namespace {

constexpr std::size_t longest_line = 4000;
constexpr std::size_t longest_title = 500;
constexpr std::size_t longest_code = 40;
constexpr std::size_t most_rows = 300;
constexpr std::int64_t most_people = 1'000'000;

using Field = std::pair<std::string_view, const std::string*>;

std::string at(std::string_view list, std::size_t index, std::string_view field = {}) {
    auto path = std::string{list} + "[" + std::to_string(index) + "]";
    return field.empty() ? path : path + "." + std::string{field};
}

void add(Findings& out, std::string rule, std::string field, std::vector<std::string> values = {},
         Level level = Level::error) {
    auto finding = field_finding(std::move(rule), std::move(field), std::move(values));
    finding.level = level;
    out.push_back(std::move(finding));
}

void need_text(Findings& out, std::string_view field, const std::string& text,
               std::size_t longest) {
    if (text::trim(text).empty()) {
        add(out, "field.required", std::string{field});
    } else if (text::length(text) > longest) {
        add(out, "field.too_long", std::string{field}, {std::to_string(longest)});
    }
}

void limit_text(Findings& out, std::string_view field, const std::string& text,
                std::size_t longest) {
    if (text::length(text) > longest) {
        add(out, "field.too_long", std::string{field}, {std::to_string(longest)});
    }
}

bool is_code(const std::string& code) {
    return std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '.' || c == '_';
    });
}

void check_heading(Findings& out, const PlanForm& form) {
    need_text(out, "code", form.code, longest_code);
    if (!is_code(form.code)) {
        add(out, "campaign.code_format", "code");
    }
    need_text(out, "title", form.title, longest_title);
    need_text(out, "short_title", form.short_title, longest_title);
    const std::array plain{Field{"plan_number", &form.plan_number},
                           Field{"issued_at", &form.issued_at}, Field{"place", &form.place},
                           Field{"target_as_written", &form.target_as_written}};
    for (const auto& [field, text] : plain) {
        limit_text(out, field, *text, longest_title);
    }
    const std::array long_ones{Field{"audience", &form.audience},
                               Field{"funding_source", &form.funding_source}};
    for (const auto& [field, text] : long_ones) {
        limit_text(out, field, *text, longest_line);
    }
    if (form.plan_on && !time::Date::parse_iso(*form.plan_on)) {
        add(out, "field.format", "plan_on");
    }
}

void check_lines(Findings& out, std::string_view field, const std::vector<std::string>& lines) {
    if (lines.size() > most_rows) {
        add(out, "field.too_many", std::string{field}, {std::to_string(most_rows)});
        return;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        need_text(out, at(field, i), lines[i], longest_line);
    }
}

void check_bodies(Findings& out, const PlanForm& form) {
    if (form.bodies.empty()) {
        add(out, "field.required", "bodies");
    }
    for (std::size_t i = 0; i < form.bodies.size(); ++i) {
        const auto& body = form.bodies[i];
        need_text(out, at("bodies", i, "name"), body.name, longest_title);
        limit_text(out, at("bodies", i, "authority"), body.authority, longest_title);
        limit_text(out, at("bodies", i, "post"), body.post, longest_title);
        limit_text(out, at("bodies", i, "signer"), body.signer, longest_title);
    }
}

void check_count(Findings& out, const std::string& field, const std::optional<std::int64_t>& count,
                 std::int64_t least) {
    if (count && (*count < least || *count > most_people)) {
        add(out, "field.number_range", field,
            {text::number_vn(least), text::number_vn(most_people)});
    }
}

void check_numbers(Findings& out, const PlanForm& form) {
    if (form.target_kind == TargetKind::exact && !form.target_count) {
        add(out, "field.required", "target_count");
    }
    if (form.target_kind == TargetKind::open && form.target_count) {
        add(out, "campaign.open_target_has_count", "target_count");
    }
    check_count(out, "target_count", form.target_count, 1);
    check_count(out, "expected_count", form.expected_count, 0);
    if (form.list_voted_year && (*form.list_voted_year < 1990 || *form.list_voted_year > 2100)) {
        add(out, "field.number_range", "list_voted_year", {"1990", "2100"});
    }
    for (std::size_t i = 0; i < form.groups.size(); ++i) {
        need_text(out, at("groups", i, "text"), form.groups[i].text, longest_line);
        check_count(out, at("groups", i, "expected_count"), form.groups[i].expected_count, 0);
    }
}

std::optional<time::Date> day(const std::optional<std::string>& iso, bool latest = false) {
    if (!iso) {
        return std::nullopt;
    }
    const auto date = time::PartialDate::parse(*iso);
    if (!date) {
        return std::nullopt;
    }
    return latest ? date->latest() : date->earliest();
}

void warn(Findings& out, std::string rule, std::string field,
          std::vector<std::string> values = {}) {
    add(out, std::move(rule), std::move(field), std::move(values), Level::warning);
}

void hint(Findings& out, std::string rule, std::string field,
          std::vector<std::string> values = {}) {
    add(out, std::move(rule), std::move(field), std::move(values), Level::hint);
}

void check_order(Findings& out, const PlanForm& form, const PlanReading& reading) {
    const auto plan_on = day(form.plan_on);
    const auto due = day(reading.dossier_last_day_on);
    const auto event = day(reading.event_on, true);
    if (due && plan_on && *due < *plan_on) {
        warn(out, "campaign.due_before_plan", "dossier_due_as_written", {due->vn(), plan_on->vn()});
    }
    if (event && plan_on && *event < *plan_on) {
        warn(out, "campaign.event_before_plan", "event_as_written", {event->vn(), plan_on->vn()});
    }
    if (due && event && *due > *event) {
        warn(out, "campaign.due_after_event", "dossier_due_as_written", {due->vn(), event->vn()});
    }
    const auto window = day(reading.window_from);
    if (window && event && *window > *event) {
        warn(out, "campaign.window_after_event", "window_as_written");
    }
    const auto cutoff = day(reading.list_cutoff);
    if (cutoff && event && *cutoff > *event) {
        warn(out, "campaign.cutoff_after_event", "list_cutoff_as_written");
    }
}

void check_headcount(Findings& out, const PlanForm& form) {
    std::int64_t sum = 0;
    for (const auto& group : form.groups) {
        sum += group.expected_count.value_or(0);
    }
    if (form.expected_count && sum > *form.expected_count) {
        warn(out, "campaign.groups_exceed_headcount", "expected_count",
             {text::number_vn(sum), text::number_vn(*form.expected_count)});
    }
    if (form.expected_count && form.target_count.value_or(0) > *form.expected_count) {
        warn(out, "campaign.target_exceeds_headcount", "expected_count",
             {text::number_vn(*form.target_count), text::number_vn(*form.expected_count)});
    }
}

void check_gaps(Findings& out, const PlanForm& form, const PlanReading& reading) {
    if (form.plan_number.empty()) {
        hint(out, "campaign.no_plan_number", "plan_number");
    }
    if (form.recipients.empty()) {
        hint(out, "campaign.no_recipients", "recipients");
    }
    if (!reading.event_on) {
        hint(out, "campaign.no_event_date", "event_as_written");
    } else if (reading.event_on->size() < 10) {
        hint(out, "campaign.event_day_open", "event_as_written");
    }
    if (form.event_kind == EventKind::decision_and_list_handover &&
        (!reading.list_cutoff || !form.list_voted_year)) {
        warn(out, "campaign.list_without_cutoff", "list_cutoff_as_written");
    }
    for (std::size_t i = 0; i < form.tasks.size(); ++i) {
        if (form.tasks[i].due_as_written.empty()) {
            hint(out, "campaign.task_without_due", at("tasks", i, "due_as_written"),
                 {form.tasks[i].owner});
        }
    }
}

void check_day_off(Findings& out, const rules::Calendar& calendar, const std::string& rule,
                   const std::string& field, const std::optional<std::string>& iso) {
    const auto date = iso && iso->size() == 10 ? day(iso) : std::nullopt;
    if (!date || calendar.is_working(*date)) {
        return;
    }
    auto before = *date;
    while (!calendar.is_working(before)) {
        before = before - 1;
    }
    const auto* special = calendar.special(*date);
    warn(out, rule, field, {date->vn(), before.vn(), special != nullptr ? special->name : ""});
}

}  // namespace

PlanReading read_dates(const PlanForm& form, Findings& findings) {
    PlanReading reading;
    if (!form.window_as_written.empty()) {
        if (const auto window = workflow::read_month_window(form.window_as_written)) {
            reading.window_from = window->from.iso();
            reading.window_to = window->to.iso();
        } else {
            add(findings, window.error().key, "window_as_written", {form.window_as_written});
        }
    }
    if (!form.event_as_written.empty()) {
        if (const auto event = workflow::read_planned_date(form.event_as_written)) {
            reading.event_on = event->date.iso();
            reading.event_tentative = event->tentative;
            reading.event_minute = event->minute_of_day;
        } else {
            add(findings, event.error().key, "event_as_written", {form.event_as_written});
        }
    }
    if (!form.dossier_due_as_written.empty()) {
        if (const auto due = workflow::read_deadline(form.dossier_due_as_written)) {
            reading.dossier_due_on = due->date.iso();
            reading.dossier_due_word = due->word;
            reading.dossier_last_day_on = workflow::last_day(*due).iso();
        } else {
            add(findings, due.error().key, "dossier_due_as_written", {form.dossier_due_as_written});
        }
    }
    if (!form.list_cutoff_as_written.empty()) {
        const auto cutoff = workflow::read_planned_date(form.list_cutoff_as_written);
        if (cutoff && cutoff->date.month) {
            reading.list_cutoff = cutoff->date.iso().substr(0, 7);
        } else {
            add(findings, cutoff ? "deadline.no_month" : cutoff.error().key,
                "list_cutoff_as_written", {form.list_cutoff_as_written});
        }
    }
    return reading;
}

Findings check_plan(const PlanForm& form) {
    Findings out;
    check_heading(out, form);
    check_bodies(out, form);
    for (const auto& [field, lines] : {std::pair{"bases", &form.bases},
                                       {"purposes", &form.purposes},
                                       {"requirements", &form.requirements},
                                       {"contents", &form.contents},
                                       {"methods", &form.methods},
                                       {"recipients", &form.recipients}}) {
        check_lines(out, field, *lines);
    }
    check_numbers(out, form);
    const auto reading = read_dates(form, out);
    const auto tasks = workflow::check_tasks(form.tasks);
    out.insert(out.end(), tasks.begin(), tasks.end());
    check_order(out, form, reading);
    check_headcount(out, form);
    check_gaps(out, form, reading);
    return out;
}

Findings check_days_off(const PlanReading& reading, const rules::Calendar& calendar) {
    Findings out;
    check_day_off(out, calendar, "campaign.due_day_off", "dossier_due_as_written",
                  reading.dossier_last_day_on);
    check_day_off(out, calendar, "campaign.event_day_off", "event_as_written", reading.event_on);
    return out;
}

}  // namespace ketnap::campaign
