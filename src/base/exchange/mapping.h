// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/json/describe.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::exchange {

enum class DateOrder { day_first, month_first };
BOOST_DESCRIBE_ENUM(DateOrder, day_first, month_first)

/// What the letters of a column are read as; `each`: every value by itself.
enum class TextAs { as_is, tcvn3, vni, cp1258, each };
BOOST_DESCRIBE_ENUM(TextAs, as_is, tcvn3, vni, cp1258, each)

struct ColumnChoice {
    int column = 0;                         ///< from 0
    std::string field;                      ///< of the column book; empty: not taken
    std::optional<TextAs> text{};           ///< not given: as it is
    std::optional<DateOrder> date_order{};  ///< proven or said; not given: as the file's
    std::optional<bool> turn_days{};  ///< date cells had day and month changed over by a program
    std::optional<int> code_width{};  ///< digits of the codes that kept their zeros
};
BOOST_DESCRIBE_STRUCT(ColumnChoice, (), (column, field, text, date_order, turn_days, code_width))

/// How a file is to be read: guessed once, then the reader's own word.
struct Mapping {
    int sheet = 0;
    std::int64_t head_line = 1;  ///< rows below it are people
    std::vector<ColumnChoice> columns;
    /// Of columns that say nothing themselves. Not given: a date that could be read either way is
    /// refused, never guessed.
    std::optional<DateOrder> date_order;
    bool add_lost_zero = false;  ///< numbers and codes whose first zeros the workbook dropped
    bool mend_capitals = false;  ///< "NGUYỄN VĂN AN" → "Nguyễn Văn An"
    std::string org_id;          ///< of rows that name no unit; empty: they are refused
    std::map<std::string, std::string> units;  ///< text in the file → body chosen for it
    std::vector<std::int64_t> skip_lines;
};
BOOST_DESCRIBE_STRUCT(Mapping, (),
                      (sheet, head_line, columns, date_order, add_lost_zero, mend_capitals, org_id,
                       units, skip_lines))

}  // namespace ketnap::exchange
