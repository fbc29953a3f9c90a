// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ketnap::exchange {

enum class DateOrder { day_first, month_first };
BOOST_DESCRIBE_ENUM(DateOrder, day_first, month_first)

struct ColumnChoice {
    int column = 0;     ///< from 0
    std::string field;  ///< of the column book; empty: not taken
};
BOOST_DESCRIBE_STRUCT(ColumnChoice, (), (column, field))

/// How a file is to be read: guessed once, then the reader's own word.
struct Mapping {
    int sheet = 0;
    std::int64_t head_line = 1;  ///< rows below it are people
    std::vector<ColumnChoice> columns;
    DateOrder date_order = DateOrder::day_first;
    bool add_lost_zero = false;  ///< 11 digits: the workbook dropped the first 0
    bool mend_capitals = false;  ///< "NGUYỄN VĂN AN" → "Nguyễn Văn An"
    std::string org_id;          ///< of rows that name no unit; empty: they are refused
    std::map<std::string, std::string> units;  ///< text in the file → body chosen for it
    std::vector<std::int64_t> skip_lines;
};
BOOST_DESCRIBE_STRUCT(Mapping, (),
                      (sheet, head_line, columns, date_order, add_lost_zero, mend_capitals, org_id,
                       units, skip_lines))

}  // namespace ketnap::exchange
