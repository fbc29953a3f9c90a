// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/exchange/source.h"
#include "platform/ooxml/cell.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ketnap::exchange {

struct ExportColumn {
    std::string title;
    double width = 16;
};

/// A list as a file. `heading` stands above the head in a workbook: what list, by which filter, who
/// took it and when.
struct ExportSheet {
    std::string name;
    std::vector<std::string> heading;
    std::vector<ExportColumn> columns;
};

using RowOut = std::function<void(const ooxml::Cells&)>;

/// Any list, row by row: `produce` calls its argument for each. Text stays text: a cell that begins
/// with = + - @ TAB or CR is no formula (in CSV behind an apostrophe). CSV is UTF-8 with a mark.
std::string export_rows(const ExportSheet& sheet, Format format,
                        const std::function<void(const RowOut&)>& produce);

std::string content_type(Format format);

}  // namespace ketnap::exchange
