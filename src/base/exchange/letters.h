// SPDX-License-Identifier: Apache-2.0
// What the values of a column say of themselves, and how their letters become Unicode. Pure.
#pragma once
#include "base/exchange/mapping.h"
#include "platform/ooxml/xlsx_read.h"
#include "platform/text/legacy.h"
#include "platform/vocabulary/finding.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ketnap::exchange {

/// A value of the file and what it becomes in each encoding.
struct TextSample {
    std::string before;
    std::string tcvn3;
    std::string vni;
    std::string cp1258;
    std::string each;
};
BOOST_DESCRIBE_STRUCT(TextSample, (), (before, tcvn3, vni, cp1258, each))

/// What the letters of a column are, with what speaks for it.
struct TextFacts {
    TextAs as = TextAs::as_is;  ///< proposed
    bool sure = true;           ///< false: somebody must look
    bool by_font = false;
    std::int64_t marked = 0;  ///< values with letters outside ASCII
    std::int64_t of_it = 0;   ///< of those, what can only be of this encoding
    std::int64_t of_others = 0;
    std::int64_t decomposed = 0;
    std::vector<TextSample> samples;
};
BOOST_DESCRIBE_STRUCT(TextFacts, (),
                      (as, sure, by_font, marked, of_it, of_others, decomposed, samples))

/// What the days of a column prove of their order.
struct DateFacts {
    std::int64_t day_first = 0;    ///< first number over 12
    std::int64_t month_first = 0;  ///< second number over 12
    std::int64_t both_ways = 0;
    std::int64_t cells = 0;  ///< kept by the workbook as days
    bool turned = false;     ///< those look as if a program had changed day and month over
    std::vector<std::string> samples;

    std::optional<DateOrder> proven() const;
};
BOOST_DESCRIBE_STRUCT(DateFacts, (), (day_first, month_first, both_ways, cells, turned, samples))

bool all_digits(std::string_view text);

/// The three numbers of "3/2/2026", in the order they stand; nothing when it is no such date.
struct Numbers {
    std::string first, second, year;
};
std::optional<Numbers> three_numbers(std::string_view text);
bool over_twelve(std::string_view number);

ooxml::FontKind font_kind(const text::Legacy& legacy);
text::FontHint hint_of(std::uint8_t kind);
std::string read_as(const text::Legacy& legacy, std::string_view seen, TextAs as,
                    text::FontHint font);
bool is_name(std::string_view field);
/// read_as(), and the capitals that names lack in TCVN3.
std::string read_name(const text::Legacy& legacy, std::string_view seen, TextAs as,
                      text::FontHint font);
/// A head of the list in whatever letters gives a field of `known`; else as its font says.
std::string read_head(const text::Legacy& legacy, const ooxml::Cell& cell,
                      const std::function<bool(std::string_view)>& known);

class ColumnFacts {
  public:
    explicit ColumnFacts(const text::Legacy& legacy) : m_legacy(legacy), m_text(legacy) {}
    void add(const ooxml::Cell& cell);
    /// `elsewhere`: what other columns of the file surely are; it decides where this one reads well
    /// both ways ("Chi bé" is TCVN3 for "Chi bộ").
    TextFacts text(bool of_names = false, TextAs elsewhere = TextAs::as_is) const;
    DateFacts dates() const;
    std::optional<int> code_width() const;

  private:
    bool reads_as(TextAs as) const;
    void add_day(const Numbers& parts, const ooxml::Cell& cell);
    void add_text(const ooxml::Cell& cell);
    void add_code(const ooxml::Cell& cell);

    const text::Legacy& m_legacy;
    text::Recogniser m_text;
    std::vector<ooxml::Cell> m_seen;
    DateFacts m_dates;
    std::int64_t m_late_cells = 0;  ///< date cells on a day after the twelfth
    std::size_t m_zero_width = 0;
    bool m_one_width = true;
    bool m_short_number = false;
};

/// Turns the cells of a row into Unicode as the mapping says.
class Letters {
  public:
    Letters(const text::Legacy& legacy, const Mapping& mapping);
    /// False: the row is read as it stands.
    bool any() const { return !m_columns.empty(); }
    void read(ooxml::Cells& cells, Findings& findings) const;
    /// A name that looks like text before Unicode in a column that is read as it stands.
    void doubt(const ooxml::Cells& cells, Findings& findings) const;

  private:
    const text::Legacy& m_legacy;
    std::vector<ColumnChoice> m_columns;
    std::vector<ColumnChoice> m_names;
};

}  // namespace ketnap::exchange
