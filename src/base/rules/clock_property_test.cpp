// SPDX-License-Identifier: Apache-2.0
// What must hold of the working-day clock whatever the day, the number and the office's own days.
#include "base/rules/calendar.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <functional>

using namespace ketnap;
using rules::Calendar;
using rules::DayKind;
using rules::FirstDay;
using time::Date;

namespace {

const Calendar& shipped() {
    static const Calendar loaded =
        Calendar::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/calendars").value();
    return loaded;
}

Date any_day() {
    return Date{2023, 1, 1} + *rc::gen::inRange(0, 2800);
}

/// The shipped calendar with up to a dozen days of the office's own.
Calendar any_office() {
    std::vector<rules::SpecialDay> own;
    const int count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
        const auto kind = *rc::gen::element(DayKind::office_day_off, DayKind::office_working_day);
        own.push_back({any_day(), kind, "x", "", "high"});
    }
    return shipped().with_office_days(own);
}

void holds(const char* promise, const std::function<void()>& property) {
    CHECK_MESSAGE(rc::check(promise, property), promise);
}

}  // namespace

TEST_CASE("a due day is a working day, after the event, and later when more days are given") {
    holds("monotone in the number and in the day", [] {
        const auto days = any_office();
        const auto event = any_day();
        const int n = *rc::gen::inRange(1, 90);
        const auto due = days.add_working_days(event, n);
        RC_ASSERT(days.is_working(due));
        RC_ASSERT(event < due);
        RC_ASSERT(due < days.add_working_days(event, n + 1));
        RC_ASSERT(due <= days.add_working_days(event + 1, n));
    });
}

TEST_CASE("adding working days and counting them are each other's inverse") {
    holds("inverse", [] {
        const auto days = any_office();
        const auto event = any_day();
        const int n = *rc::gen::inRange(0, 90);
        RC_ASSERT(days.working_days_between(event, days.add_working_days(event, n)) == n);
        const auto other = any_day();
        RC_ASSERT(days.working_days_between(event, other) ==
                  -days.working_days_between(other, event));
    });
}

TEST_CASE(
    "two clocks one after the other are one clock, and a stop adds exactly its working days") {
    holds("additive", [] {
        const auto days = any_office();
        const auto event = any_day();
        const int n = *rc::gen::inRange(1, 60);
        const int more = *rc::gen::inRange(0, 40);
        RC_ASSERT(days.add_working_days(days.add_working_days(event, n), more) ==
                  days.add_working_days(event, n + more));
    });
    holds("stop", [] {
        const auto days = any_office();
        const auto event = any_day();
        const int n = *rc::gen::inRange(1, 60);
        const auto from = event + *rc::gen::inRange(0, 30);
        const auto until = from + *rc::gen::inRange(0, 30);
        const int stopped = days.working_days_between(from, until);
        const auto plain = days.add_working_days(event, n);
        const auto held = days.add_working_days(event, n + stopped);
        RC_ASSERT(days.working_days_between(plain, held) == stopped);
    });
}

TEST_CASE("counting the day of the event is never later, and one working day earlier on one") {
    holds("convention", [] {
        const auto days = any_office();
        const auto event = any_day();
        const int n = *rc::gen::inRange(1, 90);
        const auto after = days.due(event, n);
        const auto same = days.due(event, n, FirstDay::same_day);
        RC_ASSERT(days.working_days_between(same.on, after.on) == (days.is_working(event) ? 1 : 0));
    });
}

TEST_CASE("a due day accounts for every day on the way") {
    holds("sum", [] {
        const auto days = any_office();
        const auto event = any_day();
        const int n = *rc::gen::inRange(0, 90);
        const auto due = days.due(event, n);
        RC_ASSERT(due.on - event == n + due.weekend_days + static_cast<int>(due.skipped.size()));
    });
}

TEST_CASE("a period in months ends on the same day number, or on the last day of the month (T12)") {
    CHECK(time::add_months(Date{2024, 2, 29}, 12) == Date{2025, 2, 28});
    CHECK(time::add_months(Date{2024, 8, 31}, 6) == Date{2025, 2, 28});
    CHECK(time::add_months(Date{2020, 1, 15}, 60) == Date{2025, 1, 15});
    holds("month end", [] {
        const auto day = any_day();
        const int months = *rc::gen::inRange(0, 72);
        const auto end = time::add_months(day, months);
        const int index = day.year() * 12 + static_cast<int>(day.month()) - 1 + months;
        RC_ASSERT(end.year() * 12 + static_cast<int>(end.month()) - 1 == index);
        RC_ASSERT(end.day() == day.day() || (end.day() < day.day() && (end + 1).day() == 1));
        RC_ASSERT(end <= time::add_months(day + 1, months));
    });
}
