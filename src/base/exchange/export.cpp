// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/export.h"

#include "platform/ooxml/xlsx_write.h"

namespace ketnap::exchange {
namespace {

// Spreadsheets run a text cell that looks like a formula when a CSV is opened.
bool looks_like_formula(const ooxml::Cell& cell) {
    return cell.kind == ooxml::CellKind::text && !cell.text.empty() &&
           std::string_view{"=+-@\t\r"}.find(cell.text.front()) != std::string_view::npos;
}

void append_field(std::string& out, const ooxml::Cell& cell) {
    const auto& text = cell.text;
    const bool guarded = looks_like_formula(cell);
    if (text.find_first_of(",\"\r\n;\t") == std::string::npos) {
        out += guarded ? "'" : "";
        out += text;
        return;
    }
    out += guarded ? "\"'" : "\"";
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    out += '"';
}

void append_record(std::string& out, const ooxml::Cells& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out += i == 0 ? "" : ",";
        append_field(out, cells[i]);
    }
    out += "\r\n";
}

std::string as_csv(const ExportSheet& sheet, const std::function<void(const RowOut&)>& produce) {
    std::string out = "\xEF\xBB\xBF";
    ooxml::Cells head;
    for (const auto& column : sheet.columns) {
        head.push_back(ooxml::text_cell(column.title));
    }
    append_record(out, head);
    produce([&](const ooxml::Cells& cells) { append_record(out, cells); });
    return out;
}

std::string as_workbook(const ExportSheet& sheet,
                        const std::function<void(const RowOut&)>& produce) {
    const MemoryFile file;
    ooxml::XlsxWriter writer{file.path()};
    ooxml::SheetSetup setup;
    setup.name = sheet.name;
    setup.heading = sheet.heading;
    for (const auto& column : sheet.columns) {
        setup.columns.push_back({.title = column.title, .width = column.width});
    }
    writer.begin_sheet(setup);
    produce([&](const ooxml::Cells& cells) { writer.row(cells); });
    writer.finish();
    return file.bytes();
}

}  // namespace

std::string export_rows(const ExportSheet& sheet, Format format,
                        const std::function<void(const RowOut&)>& produce) {
    return format == Format::csv ? as_csv(sheet, produce) : as_workbook(sheet, produce);
}

std::string content_type(Format format) {
    return format == Format::csv
               ? "text/csv; charset=utf-8"
               : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

}  // namespace ketnap::exchange
