// SPDX-License-Identifier: Apache-2.0
#include "base/rules/calendar.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace ketnap;
using rules::Calendar;
using time::Date;

namespace {

Calendar calendar() {
    return Calendar::load(std::filesystem::path{KETNAP_SOURCE_DIR} / "data/calendars").value();
}

Findings broken(const std::string& content) {
    const auto folder = std::filesystem::temp_directory_path() / "ketnap_calendar_test";
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "2031.csv"} << "date,name,kind,basis,confidence\n" << content;
    auto loaded = Calendar::load(folder);
    std::filesystem::remove_all(folder);
    REQUIRE(!loaded);
    return loaded.error();
}

}  // namespace

TEST_CASE("a decision received before 06/02/2024 passes its 30 working days before 26/3/2024") {
    const auto days = calendar();
    CHECK(days.add_working_days(Date{2024, 2, 5}, 30) == Date{2024, 3, 25});
    CHECK(days.add_working_days(Date{2024, 2, 6}, 30) == Date{2024, 3, 26});
    CHECK(days.add_working_days(Date{2024, 2, 7}, 30) == Date{2024, 3, 27});
}

TEST_CASE("the due day tells which holidays were passed over") {
    const auto due = calendar().due(Date{2024, 2, 6}, 30);
    CHECK(due.on == Date{2024, 3, 26});
    REQUIRE(due.skipped.size() == 7);
    CHECK(due.skipped.front().on == Date{2024, 2, 8});
    CHECK(due.skipped[2].name == "Tết Nguyên đán (mùng 1)");
    CHECK(due.weekend_days == 12);
    CHECK(due.uncertain);  // two of the days off of Tết 2024 were not checked against the notice
}

TEST_CASE("the day after the event is day 1, whatever day the event falls on") {
    const auto days = calendar();
    CHECK(days.add_working_days(Date{2025, 6, 6}, 1) == Date{2025, 6, 9});  // Friday
    CHECK(days.add_working_days(Date{2025, 6, 7}, 1) == Date{2025, 6, 9});  // Saturday
    CHECK(days.add_working_days(Date{2025, 6, 9}, 0) == Date{2025, 6, 9});
}

TEST_CASE("where the day of the event is day 1, a working event counts and a day off does not") {
    const auto days = calendar();
    const auto same = [&](Date event, int n) {
        return days.due(event, n, rules::FirstDay::same_day).on;
    };
    CHECK(same(Date{2025, 6, 6}, 1) == Date{2025, 6, 6});  // Friday
    CHECK(same(Date{2025, 6, 7}, 1) == Date{2025, 6, 9});  // Saturday
    CHECK(same(Date{2025, 6, 6}, 0) == Date{2025, 6, 6});
    CHECK(same(Date{2024, 2, 6}, 30) == Date{2024, 3, 25});
    CHECK(rules::first_day_of("noon") == std::nullopt);
}

TEST_CASE("a swapped Saturday is worked and its Monday is off") {
    const auto days = calendar();
    CHECK_FALSE(days.is_working(Date{2024, 4, 29}));
    CHECK(days.is_working(Date{2024, 5, 4}));
    CHECK(days.add_working_days(Date{2024, 4, 26}, 3) == Date{2024, 5, 4});
    CHECK(days.is_working(Date{2025, 4, 26}));
    CHECK_FALSE(days.is_working(Date{2025, 5, 2}));
}

TEST_CASE("Tết 2026 is off from Saturday 14 to Sunday 22 February") {
    const auto days = calendar();
    CHECK(days.is_working(Date{2026, 2, 13}));
    for (Date day{2026, 2, 14}; day < Date{2026, 2, 23}; day = day + 1) {
        CHECK_FALSE(days.is_working(day));
    }
    CHECK(days.is_working(Date{2026, 2, 23}));
}

TEST_CASE("a day that is only announced policy stays a working day") {
    CHECK(calendar().is_working(Date{2026, 11, 24}));
}

TEST_CASE("the office's own days are laid over the files and win") {
    const auto base = calendar();
    const auto office = base.with_office_days(
        {{Date{2024, 3, 8}, rules::DayKind::office_day_off, "Nghỉ cả cơ quan", "Thông báo 5",
          "high"},
         {Date{2024, 2, 13}, rules::DayKind::office_working_day, "Trực", "", "high"}});
    CHECK_FALSE(office.is_working(Date{2024, 3, 8}));
    CHECK(office.is_working(Date{2024, 2, 13}));
    CHECK(base.is_working(Date{2024, 3, 8}));
    CHECK(office.add_working_days(Date{2024, 2, 6}, 30) == Date{2024, 3, 26});
}

TEST_CASE("working days between two days are counted both ways") {
    const auto days = calendar();
    CHECK(days.working_days_between(Date{2024, 2, 6}, Date{2024, 3, 26}) == 30);
    CHECK(days.working_days_between(Date{2024, 3, 26}, Date{2024, 2, 6}) == -30);
    CHECK(days.working_days_between(Date{2024, 7, 24}, Date{2024, 8, 5}) == 8);
    CHECK(days.working_days_between(Date{2024, 7, 24}, Date{2024, 7, 24}) == 0);
}

TEST_CASE("a due day in a year without calendar says so") {
    const auto days = calendar();
    CHECK(days.due(Date{2030, 12, 20}, 30).uncertain);
    CHECK_FALSE(days.covers(Date{2031, 1, 2}));
    CHECK_FALSE(days.due(Date{2024, 6, 3}, 30).uncertain);
}

TEST_CASE("a broken calendar line is named by file and line, all at once") {
    const auto findings = broken(
        "2031-01-01,Tết,statutory,x,high\n"
        "2031-02-30,Tết,statutory,x,high\n"
        "2031-01-01,Tết,statutory,x,high\n"
        "2031-03-01,\"Một, hai\",holiday,x,high\n"
        "2031-03-02\n");
    REQUIRE(findings.size() == 4);
    CHECK(findings[0].rule == "data.date");
    CHECK(findings[0].where[0] == Where{"2031.csv", "date", 3, "2031-02-30"});
    CHECK(findings[1].rule == "data.twice");
    CHECK(findings[2].rule == "data.day_kind");
    CHECK(findings[3].rule == "data.columns");
    CHECK(findings[3].where[0].line == 6);
}
