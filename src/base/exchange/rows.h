// SPDX-License-Identifier: Apache-2.0
// From the cells of one row to a person and everything wrong with it. Pure.
#pragma once
#include "base/exchange/letters.h"
#include "base/exchange/mapping.h"
#include "base/exchange/units.h"
#include "base/lists/lists.h"
#include "base/people/people.h"
#include "platform/ooxml/cell.h"
#include "platform/time/date.h"

#include <cstdint>
#include <map>
#include <string>

namespace ketnap::exchange {

/// Counts the proof of the order of day and month over a file.
struct DateProof {
    std::int64_t day_first = 0;    ///< first number over 12
    std::int64_t month_first = 0;  ///< second number over 12
    std::int64_t both_ways = 0;    ///< could be either
    std::int64_t year_only = 0;
};
BOOST_DESCRIBE_STRUCT(DateProof, (), (day_first, month_first, both_ways, year_only))

struct Row {
    std::int64_t line = 0;
    bool person = true;  ///< false: a heading, a sum, a line of column numbers
    people::Person who;
    people::Sensitive sensitive;
    Findings findings;
};

class RowReader {
  public:
    RowReader(const Mapping& mapping, Units& units, const lists::Lists& lists, time::Date today);

    /// Every fault of the row itself; the dates' proof is counted on.
    Row read(std::int64_t line, const ooxml::Cells& cells, DateProof& proof);

  private:
    const ooxml::Cell* cell(std::string_view field) const;
    std::string text(std::string_view field) const;
    bool is_person() const;
    void name(Row& row) const;
    void sex(Row& row) const;
    void born(Row& row, DateProof& proof) const;
    std::string day(Row& row, std::string_view field, std::string* as_written,
                    DateProof& proof) const;
    /// Nothing: the row was refused for it.
    std::optional<std::string> typed_day(const ooxml::Cell& cell, std::string_view column,
                                         std::string_view field, Row& row, DateProof& proof) const;
    std::optional<std::string> in_order(const Numbers& parts, std::string_view column,
                                        const std::string& typed) const;
    void code(Row& row) const;
    const ColumnChoice* choice(std::string_view field) const;
    void national_id(Row& row) const;
    std::string coded(Row& row, std::string_view field, std::string_view list);
    void unit(Row& row) const;
    const org::Org* body_for(const std::string& written, Row& row, std::string_view field) const;

    const Mapping& m_mapping;
    Units& m_units;
    const lists::Lists& m_lists;
    time::Date m_today;
    std::map<std::string, std::size_t, std::less<>> m_columns;
    std::map<std::string, std::vector<const lists::Item*>> m_matched;
    const ooxml::Cells* m_cells = nullptr;
};

/// The worst level of a row; nothing when it is clean.
std::string worst_level(const Findings& findings);

}  // namespace ketnap::exchange
