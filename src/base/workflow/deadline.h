// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"
#include "platform/time/date.h"
#include "platform/vocabulary/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace ketnap::workflow {

/// The word of a deadline decides whether its day still counts (C109).
enum class DueWord {
    before,  ///< "trước ngày": the day itself is late
    by,      ///< "chậm nhất", "đến hết ngày", "hạn chót": the day itself is in time
    on       ///< "trong ngày", "trong tháng", or the bare date: the day, or the last day of it
};
BOOST_DESCRIBE_ENUM(DueWord, before, by, on)

/// A date of a plan: day, month or year, firm or tentative ("dự kiến"), kept as it was written.
struct PlannedDate {
    time::PartialDate date;
    bool tentative = false;
    std::optional<int> minute_of_day;  ///< "08 giờ 00, ngày …": 480
    std::string as_written;
};

/// A deadline with its exact word, kept as it was written.
struct Deadline {
    DueWord word = DueWord::on;
    time::PartialDate date;
    std::optional<int> minute_of_day;  ///< "trước 17 giờ 30 ngày …": 1050
    std::string as_written;
};

/// The months of admission a plan speaks of: "từ tháng 01/2024 – 03/2024".
struct MonthWindow {
    time::PartialDate from;
    time::PartialDate to;
};

/// Reads the last date of the text and the word before it. Problems: deadline.no_date,
/// deadline.bad_date, deadline.not_a_deadline ("sau ngày").
Result<Deadline> read_deadline(std::string_view as_written);

/// Reads the last date of the text; "dự kiến" anywhere makes it tentative. Problems:
/// deadline.no_date, deadline.bad_date.
Result<PlannedDate> read_planned_date(std::string_view as_written);

/// Reads two months, the year of the first one taken from the second when missing.
/// Problems: deadline.no_window, deadline.bad_date, deadline.window_reversed.
Result<MonthWindow> read_month_window(std::string_view as_written);

/// The last day on which what is asked for still arrives in time: "trước ngày 01/8/2024" gives
/// 31/7/2024, "trước 17 giờ ngày 01/8/2024" gives 01/8/2024, "trước tháng 8/2024" gives 31/7/2024.
time::Date last_day(const Deadline& deadline);
time::Date last_day(DueWord word, const time::PartialDate& date, bool with_hour);

/// Received on that day is in time; the hour, where one is written, is for people to judge.
bool in_time(const Deadline& deadline, const time::Date& received_on);

}  // namespace ketnap::workflow
