// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/ooxml/cell.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ketnap::ooxml {

struct SheetColumn {
    std::string title;
    double width = 14;  ///< characters
    bool wrap = false;
};

/// `heading` lines stand above the head row, the first one in bold; the head row is frozen,
/// filtered, and repeated on every printed page.
struct SheetSetup {
    std::string name;
    std::vector<SheetColumn> columns;
    std::vector<std::string> heading;
    bool landscape = true;
};

/// Writes a workbook row by row in constant memory. Text is always written as text: a cell that
/// begins with = + - @ is never a formula. Throws std::runtime_error when the file cannot be
/// written; a writer that is destroyed before finish() removes its unfinished file.
class XlsxWriter {
  public:
    explicit XlsxWriter(const std::filesystem::path& file);
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;
    ~XlsxWriter();

    void begin_sheet(const SheetSetup& setup);
    void row(const Cells& cells);
    void finish();

  private:
    struct Open;
    std::unique_ptr<Open> m_open;
};

}  // namespace ketnap::ooxml
