// SPDX-License-Identifier: Apache-2.0
// Printed matter as plain values: what goes on paper, before anyone decides whether it becomes
// DOCX, PDF or HTML. All three writers print the same values, so a paper looks the same everywhere.
#pragma once
#include <string>
#include <variant>
#include <vector>

namespace ketnap::flow {

enum class Align { left, center, right, justify };

struct Run {
    std::string text;
    double size_pt = 14;
    bool bold = false;
    bool italic = false;
    bool underline = false;
};

/// `line_pt` is an exact distance of lines; 0 leaves it to the font. `rule_mm` draws a solid rule
/// of that length under the paragraph, centred.
struct Paragraph {
    std::vector<Run> runs;
    Align align = Align::left;
    double before_pt = 0;
    double after_pt = 0;
    double line_pt = 0;
    double first_mm = 0;
    double left_mm = 0;
    double right_mm = 0;
    double rule_mm = 0;
    bool keep_next = false;
    bool keep_lines = false;
    bool new_page = false;  ///< stands on top of a page
};

/// A square of `side` × `side` modules, row by row, true = black.
struct Squares {
    int side = 0;
    std::vector<bool> black;
    double side_mm = 30;
    Align align = Align::center;
};

struct Cell {
    std::vector<std::variant<Paragraph, Squares>> content;
    int span = 1;
};

/// The first `head_rows` rows are repeated on every page. A row is never torn apart.
struct Table {
    std::vector<double> widths_mm;
    std::vector<std::vector<Cell>> rows;
    int head_rows = 0;
    bool borders = true;
    bool keep_together = false;

    double width_mm() const;
};

using Block = std::variant<Paragraph, Table, Squares>;

/// A4 portrait with the margins of a Party paper. A numbered page carries its number from the
/// second page of the section on: Arabic, centred, 10 mm from the top edge.
struct Page {
    double width_mm = 210;
    double height_mm = 297;
    double top_mm = 20;
    double bottom_mm = 20;
    double left_mm = 30;
    double right_mm = 15;
    bool numbered = true;

    double text_width_mm() const;
};

/// A section begins on a new page and counts its pages from 1.
struct Section {
    Page page;
    std::vector<Block> blocks;
};

struct Document {
    std::string title;  ///< of the file, for readers and screen readers
    std::vector<Section> sections;
};

/// One run of plain text.
Paragraph paragraph(std::string text, double size_pt, Align align);

}  // namespace ketnap::flow
