// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/ooxml/cell.h"
#include "platform/ooxml/zip_read.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::ooxml {

struct XlsxLimits {
    ZipLimits zip;
    std::int64_t max_rows = 200'000;
    int max_columns = 256;
    std::size_t max_shared_text = std::size_t{64} << 20;  ///< bytes of all shared strings
    std::size_t max_cell_text = 32'767;
    int max_depth = 64;
};

/// Return false to stop reading. `row` is the number the program shows (1 = first), rows without
/// cells are skipped; `cells` is reused between calls and has no trailing empty cells.
using RowSink = std::function<bool(std::int64_t row, const Cells& cells)>;

/// Sorts fonts by name into kinds of the caller's, 1 to 254; 0 is any other font.
using FontKind = std::function<std::uint8_t(std::string_view font)>;
/// Kind of a text whose parts stand in fonts of different kinds.
inline constexpr std::uint8_t several_fonts = 255;

/// Names of the sheets in the order of the tabs.
Result<std::vector<std::string>> xlsx_sheets(const std::filesystem::path& file,
                                             const XlsxLimits& limits = {});

/// Streams one sheet; memory is that of the shared strings. `sheet` counts from 0 in tab order.
/// The file is foreign: macros, DTDs, bombs and broken XML come back as a Problem
/// ("workbook.not_a_workbook", "workbook.macros", "workbook.broken", "workbook.too_many_rows",
/// "workbook.too_large", "workbook.no_sheet", "zip.…"), never as an exception.
Result<std::int64_t> xlsx_read(const std::filesystem::path& file, int sheet, const RowSink& sink,
                               const XlsxLimits& limits = {}, const FontKind& font_kind = {});

}  // namespace ketnap::ooxml
