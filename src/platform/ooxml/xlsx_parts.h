// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/ooxml/xlsx_read.h"
#include "platform/ooxml/zip_read.h"
#include "platform/vocabulary/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::ooxml {

struct SheetPart {
    std::string name;
    std::string entry;
};

/// All shared strings in one arena.
class SharedText {
  public:
    std::size_t size() const { return m_ends.size(); }
    std::size_t bytes() const { return m_arena.size(); }
    std::string_view at(std::size_t index) const;
    void append(std::string_view piece) { m_arena += piece; }
    void close_item(std::uint8_t font) {
        m_ends.push_back(m_arena.size());
        if (font != 0 || !m_fonts.empty()) {
            m_fonts.resize(m_ends.size());
            m_fonts.back() = font;
        }
    }
    /// Kind of the font its parts name; 0: that of the cell.
    std::uint8_t font(std::size_t index) const {
        return index < m_fonts.size() ? m_fonts[index] : 0;
    }
    std::size_t item_start() const { return m_ends.empty() ? 0 : m_ends.back(); }
    std::string& arena() { return m_arena; }

  private:
    std::string m_arena;
    std::vector<std::size_t> m_ends;
    std::vector<std::uint8_t> m_fonts;  ///< empty while no part names one that matters
};

/// What is needed of a workbook besides its sheets.
struct WorkbookParts {
    std::vector<SheetPart> sheets;
    bool from_1904 = false;
    std::vector<bool> date_styles;          ///< by the index that cells name
    std::vector<std::uint8_t> font_styles;  ///< kinds of fonts, by the same index
    std::string shared_entry;
};

Result<ZipReader> open_workbook(const std::filesystem::path& file, const XlsxLimits& limits);
Result<WorkbookParts> read_parts(ZipReader& zip, const XlsxLimits& limits,
                                 const FontKind& font_kind = {});
Result<SharedText> read_shared(ZipReader& zip, const WorkbookParts& parts, const XlsxLimits& limits,
                               const FontKind& font_kind = {});

/// Workbooks write a control character as _x000D_; done in place from `start` on.
void unescape_controls(std::string& text, std::size_t start);

}  // namespace ketnap::ooxml
