// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/ooxml/cell.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::exchange {

/// Heads by which columns of people's lists are known: data/import/people_columns.json.
class ColumnBook {
  public:
    /// Throws std::runtime_error naming file and reason.
    static ColumnBook load(const std::filesystem::path& file);

    /// The field a head stands for, with or without dấu, case and marks; empty when none.
    std::string field_of(std::string_view head) const;
    /// Every field that can be chosen, in the order of the file.
    const std::vector<std::string>& fields() const { return m_fields; }
    bool has(std::string_view field) const;

  private:
    std::map<std::string, std::string, std::less<>> m_by_head;
    std::vector<std::string> m_fields;
};

struct Column {
    int index = 0;
    std::string head;   ///< as it stands in the file, two lines joined
    std::string field;  ///< guessed or chosen; empty: not taken
};

struct HeadGuess {
    std::int64_t line = 0;  ///< last line of the head; 0: no head was found
    std::vector<Column> columns;
};

using Line = std::pair<std::int64_t, ooxml::Cells>;

/// Finds the head among the first lines: the line that names the most fields, joined with the next
/// one when that divides a column ("Ngày sinh" over "Nam" and "Nữ").
HeadGuess guess_head(const std::vector<Line>& first_lines, const ColumnBook& book);

}  // namespace ketnap::exchange
