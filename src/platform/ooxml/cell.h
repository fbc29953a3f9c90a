// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace ketnap::ooxml {

enum class CellKind { empty, text, number, date, boolean, error };

/// One cell of a workbook, read or to be written. `text` is always what a person would read: a
/// number in plain digits ("001234567890" stays text, 123456789012 is never "1.2E+11"), a date as
/// YYYY-MM-DD (with " HH:MM" when it has a time), a boolean as "1" or "0". `number` is the value
/// behind number, date (serial day) and boolean cells.
struct Cell {
    CellKind kind = CellKind::empty;
    std::string text;
    double number = 0;
    std::uint8_t font = 0;  ///< kind of its font, as FontKind says; 0 when nobody asked

    bool operator==(const Cell&) const = default;
};

Cell text_cell(std::string text);
Cell number_cell(std::int64_t number);
/// `iso` is YYYY-MM-DD; anything else is kept as text, so that a partly known date is never bent.
Cell date_cell(std::string iso);

using Cells = std::vector<Cell>;

}  // namespace ketnap::ooxml
