// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ketnap::ooxml {

enum class DocxAlign { left, center, right, both };

struct DocxRun {
    std::string_view text;
    double size_pt = 14;
    bool bold = false;
    bool italic = false;
    bool underline = false;
};

/// Distances of one paragraph; `line_pt` is an exact line height, 0 leaves it to the font.
struct DocxParagraph {
    DocxAlign align = DocxAlign::left;
    double before_pt = 0;
    double after_pt = 0;
    double line_pt = 0;
    double first_mm = 0;
    double left_mm = 0;
    double right_mm = 0;
    double rule_below_pt = 0;  ///< border under the paragraph, between its indents
    bool keep_next = false;
    bool keep_lines = false;
    bool page_break_before = false;
};

struct DocxPage {
    double width_mm = 210;
    double height_mm = 297;
    double top_mm = 20;
    double bottom_mm = 20;
    double left_mm = 30;
    double right_mm = 15;
    bool number_from_second = true;  ///< Arabic, centred, 10 mm from the top edge
};

/// Writes an ordinary, editable DOCX: paragraphs, tables, sections, pictures of black squares.
/// Bytes are the same for the same calls. Text outside XML's character set is left out.
class DocxWriter {
  public:
    DocxWriter();
    DocxWriter(const DocxWriter&) = delete;
    DocxWriter& operator=(const DocxWriter&) = delete;
    ~DocxWriter();

    void begin(std::string_view font, double size_pt, std::string_view title);
    void paragraph(const DocxParagraph& paragraph, const std::vector<DocxRun>& runs);
    /// Tables may not nest; every cell holds at least one paragraph.
    void begin_table(const std::vector<double>& widths_mm, bool borders);
    void begin_row(bool repeated_head, bool keep_together);
    void begin_cell(int columns_spanned = 1);
    void end_cell();
    void end_row();
    void end_table();
    /// A square of `side` × `side` modules, row by row, true = black.
    void squares(const DocxParagraph& paragraph, int side, const std::vector<bool>& modules,
                 double side_mm);
    /// Ends a section with the page it was set on; the last one is ended by finish().
    void end_section(const DocxPage& page);
    std::string finish(const DocxPage& page);

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace ketnap::ooxml
