// SPDX-License-Identifier: Apache-2.0
#include "base/workflow/deadline.h"

#include <doctest/doctest.h>

using namespace ketnap;
using namespace ketnap::workflow;

namespace {

struct Case {
    std::string text;
    DueWord word;
    const char* date;
    const char* last;
};

time::Date day(const char* iso) {
    return *time::Date::parse_iso(iso);
}

}  // namespace

TEST_CASE("the word of a deadline decides whether its day still counts") {
    for (const auto& c : {
             Case{"trước ngày 01/8/2024", DueWord::before, "2024-08-01", "2024-07-31"},
             Case{"Gửi hồ sơ về Đảng ủy trước ngày **01/8/2024**.", DueWord::before, "2024-08-01",
                  "2024-07-31"},
             Case{"chậm nhất ngày 01/8/2024", DueWord::by, "2024-08-01", "2024-08-01"},
             Case{"chậm nhất là ngày 01 tháng 8 năm 2024", DueWord::by, "2024-08-01", "2024-08-01"},
             Case{"đến hết ngày 31-7-2024", DueWord::by, "2024-07-31", "2024-07-31"},
             Case{"không muộn hơn 31.7.2024", DueWord::by, "2024-07-31", "2024-07-31"},
             Case{"hạn chót: 31/7/2024", DueWord::by, "2024-07-31", "2024-07-31"},
             Case{"trong ngày 31/7/2024", DueWord::on, "2024-07-31", "2024-07-31"},
             Case{"31/7/2024", DueWord::on, "2024-07-31", "2024-07-31"},
             Case{"trước tháng 8/2024", DueWord::before, "2024-08", "2024-07-31"},
             Case{"trong tháng 02/2024", DueWord::on, "2024-02", "2024-02-29"},
             Case{"chậm nhất tháng 9 năm 2024", DueWord::by, "2024-09", "2024-09-30"},
             Case{"trong năm 2024", DueWord::on, "2024", "2024-12-31"},
             Case{"trước ngày 01/01/2024", DueWord::before, "2024-01-01", "2023-12-31"},
             Case{"từ ngày 05/7/2024 đến trước ngày 01/8/2024", DueWord::before, "2024-08-01",
                  "2024-07-31"},
             Case{"từ 05/7/2024 đến 31/7/2024", DueWord::by, "2024-07-31", "2024-07-31"},
         }) {
        CAPTURE(c.text);
        const auto read = read_deadline(c.text);
        REQUIRE(read.has_value());
        CHECK(read->word == c.word);
        CHECK(read->date.iso() == c.date);
        CHECK(last_day(*read) == day(c.last));
        CHECK(read->as_written == c.text);
    }
}

TEST_CASE("before the first of August: received on 31 July is in time, on 1 August it is late") {
    const auto deadline = *read_deadline("trước ngày 01/8/2024");
    CHECK(in_time(deadline, day("2024-07-31")));
    CHECK_FALSE(in_time(deadline, day("2024-08-01")));
}

TEST_CASE("an hour before the day keeps the day itself in time") {
    for (const std::string text : {"trước 17 giờ 30 ngày 31/7/2024", "trước 17h30, ngày 31/7/2024",
                                   "trước 17 giờ 30 phút thứ Tư, ngày 31/7/2024"}) {
        CAPTURE(text);
        const auto deadline = read_deadline(text);
        REQUIRE(deadline.has_value());
        CHECK(deadline->word == DueWord::before);
        CHECK(deadline->minute_of_day == 17 * 60 + 30);
        CHECK(last_day(*deadline) == day("2024-07-31"));
    }
}

TEST_CASE("a text without a whole date, or with an impossible one, is refused with its reason") {
    CHECK(read_deadline("").error().key == "deadline.no_date");
    CHECK(read_deadline("tùy tình hình thực tế").error().key == "deadline.no_date");
    CHECK(read_deadline("trước ngày 01/8").error().key == "deadline.no_date");
    CHECK(read_deadline("trước ngày 30/02/2024").error().key == "deadline.bad_date");
    CHECK(read_deadline("trước ngày 00/8/2024").error().key == "deadline.bad_date");
    CHECK(read_deadline("trước tháng 13/2024").error().key == "deadline.bad_date");
    CHECK(read_deadline("sau ngày 01/8/2024").error().key == "deadline.not_a_deadline");
}

TEST_CASE("a planned date keeps its precision, whether it is tentative, and how it was written") {
    const auto march = read_planned_date("Dự kiến ngày 26/03/2024");
    REQUIRE(march.has_value());
    CHECK(march->date.iso() == "2024-03-26");
    CHECK(march->tentative);
    const auto september = read_planned_date("dự kiến tháng 9/2024");
    REQUIRE(september.has_value());
    CHECK(september->date.iso() == "2024-09");
    CHECK(september->tentative);
    CHECK(september->as_written == "dự kiến tháng 9/2024");
    const auto firm = read_planned_date("08 giờ 00, ngày 24 tháng 9 năm 2024");
    REQUIRE(firm.has_value());
    CHECK(firm->date.iso() == "2024-09-24");
    CHECK_FALSE(firm->tentative);
    CHECK(read_planned_date("đợt 2 tháng 9/2024")->date.iso() == "2024-09");
    CHECK(read_planned_date("sau hè").error().key == "deadline.no_date");
}

TEST_CASE("the months of a window are read in every way they are written") {
    for (const std::string text :
         {"từ tháng 01/2024 – 03/2024", "từ tháng 01/2024 đến tháng 03/2024",
          "từ tháng 1 đến tháng 3 năm 2024", "tháng 1 - 3/2024", "01 đến 03/2024"}) {
        CAPTURE(text);
        const auto window = read_month_window(text);
        REQUIRE(window.has_value());
        CHECK(window->from.iso() == "2024-01");
        CHECK(window->to.iso() == "2024-03");
    }
    CHECK(read_month_window("11/2023 - 02/2024")->from.iso() == "2023-11");
    CHECK(read_month_window("tháng 3/2024").error().key == "deadline.no_window");
    CHECK(read_month_window("04/2024 - 03/2024").error().key == "deadline.window_reversed");
    CHECK(read_month_window("năm 2024").error().key == "deadline.no_window");
}
