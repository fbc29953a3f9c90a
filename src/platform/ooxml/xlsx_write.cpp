// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/xlsx_write.h"

#include "platform/vocabulary/errors.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <stdexcept>

namespace ketnap::ooxml {
namespace {

constexpr int paper_a4 = 9;
constexpr std::size_t longest_tab_name = 31;

void fine_or_throw(lxw_error error) {
    if (error != LXW_NO_ERROR) {
        throw std::runtime_error(std::string("workbook: ") + lxw_strerror(error));
    }
}

// A tab holds 31 characters and none of []:*?/\ ; cut between characters, not inside one.
std::string tab_name(std::string_view wanted) {
    std::string name;
    std::size_t characters = 0;
    for (const char c : wanted) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (begins && ++characters > longest_tab_name) {
            break;
        }
        name.push_back(std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : ' ');
    }
    return name;
}

}  // namespace

struct XlsxWriter::Open {
    std::filesystem::path file;
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    lxw_format* heading = nullptr;
    lxw_format* head = nullptr;
    lxw_format* text = nullptr;
    lxw_format* wrapped = nullptr;
    lxw_format* date = nullptr;
    SheetSetup setup;
    lxw_row_t head_row = 0;
    lxw_row_t next_row = 0;

    lxw_format* format(int border) const {
        auto* f = workbook_add_format(book);
        format_set_font_name(f, "Times New Roman");
        format_set_font_size(f, 11);
        format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
        if (border != 0) {
            format_set_border(f, LXW_BORDER_THIN);
        }
        return f;
    }

    void make_formats() {
        heading = format(0);
        format_set_bold(heading);
        head = format(1);
        format_set_bold(head);
        format_set_align(head, LXW_ALIGN_CENTER);
        format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(head);
        format_set_bg_color(head, 0xF1EDE4);
        text = format(1);
        wrapped = format(1);
        format_set_text_wrap(wrapped);
        date = format(1);
        format_set_num_format(date, "dd/mm/yyyy");
        format_set_align(date, LXW_ALIGN_CENTER);
    }

    void end_sheet() {
        if (sheet != nullptr && next_row > head_row + 1) {
            fine_or_throw(worksheet_autofilter(sheet, head_row, 0, next_row - 1,
                                               static_cast<lxw_col_t>(setup.columns.size() - 1)));
        }
    }
};

XlsxWriter::XlsxWriter(const std::filesystem::path& file) : m_open(std::make_unique<Open>()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    m_open->file = file;
    m_open->book = workbook_new_opt(file.c_str(), &options);
    if (m_open->book == nullptr) {
        throw std::runtime_error("workbook: cannot be begun");
    }
    m_open->make_formats();
}

XlsxWriter::~XlsxWriter() {
    if (m_open->book != nullptr) {
        workbook_close(m_open->book);
        std::error_code ignored;
        std::filesystem::remove(m_open->file, ignored);
    }
}

void XlsxWriter::begin_sheet(const SheetSetup& setup) {
    auto& o = *m_open;
    KETNAP_CHECK(!setup.columns.empty());
    o.end_sheet();
    o.setup = setup;
    o.sheet = workbook_add_worksheet(o.book, tab_name(setup.name).c_str());
    if (o.sheet == nullptr) {
        throw std::runtime_error("workbook: sheet cannot be added");
    }
    worksheet_set_paper(o.sheet, paper_a4);
    if (setup.landscape) {
        worksheet_set_landscape(o.sheet);
    }
    worksheet_fit_to_pages(o.sheet, 1, 0);
    worksheet_set_margins(o.sheet, 0.59, 0.59, 0.79, 0.79);
    for (std::size_t i = 0; i < setup.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(o.sheet, column, column, setup.columns[i].width, nullptr);
    }
    o.next_row = 0;
    for (const auto& line : setup.heading) {
        fine_or_throw(worksheet_write_string(o.sheet, o.next_row, 0, line.c_str(),
                                             o.next_row == 0 ? o.heading : nullptr));
        ++o.next_row;
    }
    o.head_row = o.next_row++;
    for (std::size_t i = 0; i < setup.columns.size(); ++i) {
        fine_or_throw(worksheet_write_string(o.sheet, o.head_row, static_cast<lxw_col_t>(i),
                                             setup.columns[i].title.c_str(), o.head));
    }
    worksheet_freeze_panes(o.sheet, o.head_row + 1, 0);
    worksheet_repeat_rows(o.sheet, o.head_row, o.head_row);
}

void XlsxWriter::row(const Cells& cells) {
    auto& o = *m_open;
    KETNAP_CHECK(o.sheet != nullptr && cells.size() <= o.setup.columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& cell = cells[i];
        const auto column = static_cast<lxw_col_t>(i);
        auto* format = o.setup.columns[i].wrap ? o.wrapped : o.text;
        switch (cell.kind) {
            case CellKind::empty:
                fine_or_throw(worksheet_write_blank(o.sheet, o.next_row, column, format));
                break;
            case CellKind::date:
                fine_or_throw(
                    worksheet_write_number(o.sheet, o.next_row, column, cell.number, o.date));
                break;
            case CellKind::number:
                fine_or_throw(
                    worksheet_write_number(o.sheet, o.next_row, column, cell.number, format));
                break;
            case CellKind::boolean:
                fine_or_throw(worksheet_write_boolean(o.sheet, o.next_row, column,
                                                      cell.number != 0 ? 1 : 0, format));
                break;
            case CellKind::text:
            case CellKind::error:
                fine_or_throw(
                    worksheet_write_string(o.sheet, o.next_row, column, cell.text.c_str(), format));
        }
    }
    ++o.next_row;
}

void XlsxWriter::finish() {
    auto& o = *m_open;
    o.end_sheet();
    auto* book = o.book;
    o.book = nullptr;
    if (const auto error = workbook_close(book); error != LXW_NO_ERROR) {
        std::error_code ignored;
        std::filesystem::remove(o.file, ignored);
        fine_or_throw(error);
    }
}

}  // namespace ketnap::ooxml
