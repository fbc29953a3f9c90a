// SPDX-License-Identifier: Apache-2.0
#include "platform/time/clock.h"
#include "platform/time/date.h"
#include "platform/vocabulary/errors.h"

#include <doctest/doctest.h>

#include <string>

using namespace ketnap;
using time::Date;
using time::PartialDate;

TEST_CASE("a date is read only as YYYY-MM-DD and only when the day exists") {
    const auto day = Date::parse_iso("2024-03-26");
    REQUIRE(day);
    CHECK(*day == Date{2024, 3, 26});
    CHECK(day->vn() == "26/03/2024");
    CHECK(day->iso() == "2024-03-26");
    CHECK(Date::parse_iso("2023-02-29").error().key == "date.no_such_day");
    for (const auto* wrong :
         {"", "2024-3-26", "26/03/2024", "2024-03-26 ", "2024-03-2x", "-024-03-26"}) {
        CAPTURE(wrong);
        CHECK(Date::parse_iso(wrong).error().key == "date.format");
    }
    CHECK_THROWS_AS((Date{2023, 2, 29}), BrokenAssumption);
}

TEST_CASE("the long date pads days below ten and the months 1 and 2 only") {
    CHECK(Date{2026, 2, 3}.long_vn() == "ngày 03 tháng 02 năm 2026");
    CHECK(Date{2026, 3, 3}.long_vn() == "ngày 03 tháng 3 năm 2026");
    CHECK(Date{2026, 1, 26}.long_vn() == "ngày 26 tháng 01 năm 2026");
    CHECK(Date{2025, 12, 19}.long_vn() == "ngày 19 tháng 12 năm 2025");
}

TEST_CASE("a period in months ends on the same day number or the month's last day") {
    CHECK(add_months(Date{2024, 2, 29}, 12) == Date{2025, 2, 28});
    CHECK(add_months(Date{2024, 3, 26}, 12) == Date{2025, 3, 26});
    CHECK(add_months(Date{2024, 1, 31}, 1) == Date{2024, 2, 29});
    CHECK(add_months(Date{2024, 8, 31}, 6) == Date{2025, 2, 28});
    CHECK(add_months(Date{2024, 3, 31}, -1) == Date{2024, 2, 29});
    CHECK(add_months(Date{2024, 12, 5}, 1) == Date{2025, 1, 5});
}

TEST_CASE("whole months count by the same rule") {
    CHECK(months_between(Date{2024, 3, 26}, Date{2025, 3, 25}) == 11);
    CHECK(months_between(Date{2024, 3, 26}, Date{2025, 3, 26}) == 12);
    CHECK(months_between(Date{2024, 2, 29}, Date{2025, 2, 28}) == 12);
    CHECK(months_between(Date{2024, 1, 31}, Date{2024, 2, 28}) == 0);
    CHECK(months_between(Date{2024, 1, 31}, Date{2024, 2, 29}) == 1);
    CHECK(months_between(Date{2024, 3, 1}, Date{2024, 3, 1}) == 0);
    CHECK(months_between(Date{2024, 3, 26}, Date{2024, 2, 27}) == 0);
    CHECK(months_between(Date{2024, 3, 26}, Date{2024, 2, 26}) == -1);
}

TEST_CASE("dates as people write them are read with what is unknown left open") {
    const std::pair<const char*, const char*> read[] = {
        {"2024-03-26", "2024-03-26"},   {"26/3/2024", "2024-03-26"},
        {"03-02-2026", "2026-02-03"},   {"03.02.2026", "2026-02-03"},
        {"3/2/2026", "2026-02-03"},     {" 26/03/2024 ", "2024-03-26"},
        {"03/1985", "1985-03"},         {"3/1985", "1985-03"},
        {"1985-07", "1985-07"},         {"1985", "1985"},
        {"26 / 3 / 2024", "2024-03-26"}};
    for (const auto& [written, iso] : read) {
        CAPTURE(written);
        const auto date = PartialDate::parse(written);
        REQUIRE(date);
        CHECK(date->iso() == iso);
    }
    CHECK(PartialDate::parse(" 03/1985 ")->as_written == "03/1985");
}

TEST_CASE("what only looks like a date is refused with its reason") {
    const std::pair<const char*, const char*> refused[] = {{"45377", "date.excel_serial"},
                                                           {"3/2/26", "date.two_digit_year"},
                                                           {"03/85", "date.two_digit_year"},
                                                           {"3/26/2024", "date.month_first"},
                                                           {"2024-26-03", "date.month_first"},
                                                           {"31/04/2024", "date.no_such_day"},
                                                           {"29/02/2023", "date.no_such_day"},
                                                           {"13/1985", "date.no_such_day"},
                                                           {"0/1985", "date.no_such_day"},
                                                           {"40/13/2024", "date.no_such_day"},
                                                           {"01/01/1700", "date.year_range"},
                                                           {"2999", "date.year_range"},
                                                           {"", "date.format"},
                                                           {"26/3-2024", "date.format"},
                                                           {"26/3/2024/1", "date.format"},
                                                           {"/3/2024", "date.format"},
                                                           {"26/3/", "date.format"},
                                                           {"ba tháng hai", "date.format"},
                                                           {"26 3 2024", "date.format"},
                                                           {"100/3/2024", "date.format"},
                                                           {"12", "date.format"},
                                                           {"1 985", "date.format"},
                                                           {"99999999999999999999", "date.format"}};
    for (const auto& [written, key] : refused) {
        CAPTURE(written);
        const auto date = PartialDate::parse(written);
        REQUIRE_FALSE(date);
        CHECK(date.error().key == key);
    }
}

TEST_CASE("a date of which a part is unknown spans from its first to its last day") {
    const auto year = *PartialDate::parse("1985");
    CHECK(year.earliest() == Date{1985, 1, 1});
    CHECK(year.latest() == Date{1985, 12, 31});
    const auto month = *PartialDate::parse("02/1984");
    CHECK(month.earliest() == Date{1984, 2, 1});
    CHECK(month.latest() == Date{1984, 2, 29});
    const auto day = *PartialDate::parse("5/7/1985");
    CHECK(day.exact());
    CHECK(day.earliest() == day.latest());
    CHECK(PartialDate::parse("1985")->iso() < PartialDate::parse("01/1985")->iso());
}

TEST_CASE("the day of Việt Nam begins at 17:00 UTC") {
    const time::Moment before{1'711'385'999'999};  // 2024-03-25T16:59:59.999Z
    CHECK(date_in_vietnam(before) == Date{2024, 3, 25});
    CHECK(date_in_vietnam(time::Moment{before.ms + 1}) == Date{2024, 3, 26});
    CHECK(clock_time_in_vietnam(before) == "23:59");
    CHECK(clock_time_in_vietnam(moment_in_vietnam(Date{2026, 3, 26}, 7, 30)) == "07:30");
    CHECK(date_in_vietnam(time::Moment{-25'200'001}) == Date{1969, 12, 31});
    CHECK(date_in_vietnam(moment_in_vietnam(Date{2026, 3, 26}, 0, 0)) == Date{2026, 3, 26});
}

TEST_CASE("a fixed clock stands until it is set, the system clock runs") {
    time::FixedClock clock{Date{2024, 2, 6}};
    CHECK(clock.today() == Date{2024, 2, 6});
    clock.advance_ms(16LL * 3'600'000);
    CHECK(clock.today() == Date{2024, 2, 7});
    clock.set(Date{2026, 3, 26});
    CHECK(clock_time_in_vietnam(clock.now()) == "08:00");
    CHECK(time::SystemClock{}.today() > Date{2024, 1, 1});
}

TEST_CASE("weekdays run from Monday 1 to Sunday 7") {
    CHECK(Date{2024, 3, 26}.weekday() == 2);
    CHECK(Date{2026, 11, 22}.weekday() == 7);
}
