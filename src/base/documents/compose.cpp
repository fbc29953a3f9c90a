// SPDX-License-Identifier: Apache-2.0
#include "base/documents/compose.h"

#include "base/documents/compose_foot.h"
#include "base/documents/compose_parts.h"
#include "platform/pdf/pdf.h"

#include <algorithm>
#include <numeric>

namespace ketnap::documents {

using flow::Align;

flow::Run run_of(std::string text, const TextStyle& style) {
    return {std::move(text), static_cast<double>(style.size_pt), style.bold, style.italic,
            style.underline};
}

flow::Paragraph line_of(std::string text, const TextStyle& style, Align align, double line_pt) {
    flow::Paragraph p;
    p.runs.push_back(run_of(std::move(text), style));
    p.align = align;
    p.line_pt = line_pt;
    return p;
}

flow::Table side_by_side(std::vector<double> widths_mm, std::vector<flow::Cell> cells) {
    flow::Table table;
    table.widths_mm = std::move(widths_mm);
    table.borders = false;
    table.keep_together = true;
    table.rows.push_back(std::move(cells));
    return table;
}

namespace {

constexpr double head_line_pt = 18;
constexpr double star_line_pt = 14;
constexpr double left_share = 79.0 / 165.0;  // room for ĐẢNG CỘNG SẢN VIỆT NAM at the right
constexpr double type_gap_pt = 20;
constexpr double after_head_pt = 8;

// The rule is exactly as long as the text above it.
double length_of(const std::string& text, const TextStyle& style) {
    return pdf::width_mm(run_of(text, style));
}

flow::Cell left_head(const Layout& layout, const Paper& paper) {
    const auto& s = layout.styles;
    flow::Cell cell;
    const auto add = [&](flow::Paragraph p) { cell.content.emplace_back(std::move(p)); };
    for (const auto& line : paper.head.superior) {
        add(line_of(line, s.superior, Align::center, head_line_pt));
    }
    for (const auto& line : paper.head.issuer) {
        add(line_of(line, s.issuer, Align::center, head_line_pt));
    }
    if (!layout.star.empty()) {
        add(line_of(layout.star, {}, Align::center, star_line_pt));
    } else if (layout.issuer_rule_percent > 0 && !paper.head.issuer.empty()) {
        std::get<flow::Paragraph>(cell.content.back()).rule_mm =
            length_of(paper.head.issuer.back(), s.issuer) * layout.issuer_rule_percent / 100;
    }
    if (!paper.head.number.empty()) {
        auto number = line_of(layout.number_prefix + paper.head.number, s.number, Align::center,
                              head_line_pt);
        number.before_pt = layout.star.empty() ? 6 : 0;
        add(std::move(number));
    }
    if (paper.type_name.empty() && !paper.subject.empty()) {
        auto subject = line_of(layout.letter_subject_prefix + paper.subject, s.letter_subject,
                               Align::center, 15);
        subject.before_pt = 2;
        add(std::move(subject));
    }
    return cell;
}

flow::Cell right_head(const Layout& layout, const Paper& paper) {
    const auto& s = layout.styles;
    flow::Cell cell;
    const auto& title = paper.head.title.empty() ? layout.title : paper.head.title;
    auto first = line_of(title, s.title, Align::center, head_line_pt);
    if (layout.motto.empty()) {
        first.rule_mm = length_of(title, s.title);
        cell.content.emplace_back(std::move(first));
    } else {
        cell.content.emplace_back(std::move(first));
        auto motto = line_of(layout.motto, s.motto, Align::center, head_line_pt);
        motto.rule_mm = length_of(layout.motto, s.motto);
        cell.content.emplace_back(std::move(motto));
    }
    const auto dated = place_and_date(paper.head.place, paper.head.dated);
    if (!dated.empty()) {
        auto place = line_of(dated, s.place, Align::center, head_line_pt);
        place.before_pt = 12;
        cell.content.emplace_back(std::move(place));
    }
    return cell;
}

void add_title(const Layout& layout, const Paper& paper, std::vector<flow::Block>& out) {
    const auto& s = layout.styles;
    if (paper.type_name.empty()) {
        return;
    }
    auto type = line_of(paper.type_name, s.type_name, Align::center, 20);
    type.before_pt = type_gap_pt;
    type.keep_next = true;
    out.emplace_back(std::move(type));
    if (!paper.subject.empty()) {
        auto subject = line_of(paper.subject, s.subject, Align::center, head_line_pt);
        subject.keep_next = true;
        if (layout.subject_rule_percent > 0) {
            subject.rule_mm =
                length_of(paper.subject, s.subject) * layout.subject_rule_percent / 100;
        }
        out.emplace_back(std::move(subject));
    }
    if (!layout.subject_mark.empty()) {
        auto mark = line_of(layout.subject_mark, {}, Align::center, 12);
        mark.keep_next = true;
        mark.after_pt = after_head_pt;
        out.emplace_back(std::move(mark));
    }
}

flow::Paragraph body_paragraph(const Layout& layout, const Paragraph& paragraph) {
    flow::Paragraph p;
    for (const auto& span : paragraph.spans) {
        auto run = run_of(span.text, layout.styles.body);
        run.bold = run.bold || span.bold;
        run.italic = run.italic || span.italic;
        run.underline = span.underline;
        p.runs.push_back(std::move(run));
    }
    p.align = Align::justify;
    p.first_mm = layout.first_line_mm;
    p.before_pt = layout.paragraph_gap_pt;
    p.line_pt = layout.line_pt;
    return p;
}

void make_bold(flow::Paragraph& p) {
    for (auto& run : p.runs) {
        run.bold = true;
    }
}

flow::Paragraph paragraph_of(const Layout& layout, const Paragraph& paragraph) {
    auto p = body_paragraph(layout, paragraph);
    switch (paragraph.kind) {
        case ParagraphKind::body:
        case ParagraphKind::basis:
            break;
        case ParagraphKind::decides:
            make_bold(p);
            p.align = Align::center;
            p.first_mm = 0;
            p.before_pt = 12;
            p.after_pt = 4;
            p.keep_next = true;
            break;
        case ParagraphKind::heading:
            make_bold(p);
            p.keep_next = true;
            break;
        case ParagraphKind::centered:
            p.align = Align::center;
            p.first_mm = 0;
            break;
        case ParagraphKind::plain:
            p.align = Align::left;
            p.first_mm = 0;
            break;
        case ParagraphKind::addressee:
            p.align = Align::center;
            p.first_mm = 0;
            p.before_pt = 12;
            p.after_pt = 6;
            break;
    }
    return p;
}

Align align_of(CellAlign align) {
    return align == CellAlign::center  ? Align::center
           : align == CellAlign::right ? Align::right
                                       : Align::left;
}

flow::Cell table_cell(const std::string& text, double size_pt, bool bold, Align align) {
    auto p = flow::paragraph(text, size_pt, align);
    p.runs.front().bold = bold;
    return {{std::move(p)}, 1};
}

flow::Table table_of(const Table& table, double width_mm) {
    flow::Table out;
    const double shares =
        std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                        [](double sum, const Column& c) { return sum + c.width; });
    for (const auto& column : table.columns) {
        out.widths_mm.push_back(width_mm * column.width / shares);
    }
    const bool titled =
        std::ranges::any_of(table.columns, [](const Column& c) { return !c.title.empty(); });
    if (titled) {
        out.head_rows = 1;
        auto& head = out.rows.emplace_back();
        for (const auto& column : table.columns) {
            head.push_back(table_cell(column.title, table.size_pt, true, Align::center));
        }
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        auto& row = out.rows.emplace_back();
        const bool bold = table.last_row_bold && i + 1 == table.rows.size();
        for (std::size_t c = 0; c < table.rows[i].size(); ++c) {
            row.push_back(table_cell(table.rows[i][c], table.size_pt, bold,
                                     align_of(table.columns[c].align)));
        }
    }
    return out;
}

void add_blocks(const Layout& layout, const std::vector<Block>& blocks, double width_mm,
                std::vector<flow::Block>& out) {
    for (const auto& block : blocks) {
        if (const auto* p = std::get_if<Paragraph>(&block)) {
            out.emplace_back(paragraph_of(layout, *p));
        } else if (const auto* t = std::get_if<Table>(&block)) {
            auto gap = line_of("", {}, Align::left, layout.paragraph_gap_pt);
            gap.keep_next = true;
            out.emplace_back(std::move(gap));
            out.emplace_back(table_of(*t, width_mm));
        } else {
            const auto& s = std::get<Squares>(block);
            out.emplace_back(flow::Squares{s.side, s.black, s.side_mm, Align::center});
            if (!s.caption.empty()) {
                out.emplace_back(line_of(s.caption, {.size_pt = 12}, Align::center, 16));
            }
        }
    }
}

flow::Page page_of(const Layout& layout, Orientation orientation) {
    flow::Page page;
    const bool wide = orientation == Orientation::landscape;
    const auto& margins = wide ? layout.landscape : layout.portrait;
    if (wide) {
        std::swap(page.width_mm, page.height_mm);
    }
    page.top_mm = margins.top_mm;
    page.bottom_mm = margins.bottom_mm;
    page.left_mm = margins.left_mm;
    page.right_mm = margins.right_mm;
    return page;
}

flow::Section section_of(const Layout& layout, const Appendix& appendix) {
    flow::Section section{page_of(layout, appendix.orientation), {}};
    const auto add = [&](const std::string& text, const TextStyle& style) {
        if (!text.empty()) {
            auto p = line_of(text, style, Align::center, head_line_pt);
            p.keep_next = true;
            section.blocks.emplace_back(std::move(p));
        }
    };
    add(appendix.label, layout.styles.subject);
    add(appendix.title, layout.styles.subject);
    add(appendix.note, layout.styles.place);
    add_blocks(layout, appendix.blocks, section.page.text_width_mm(), section.blocks);
    return section;
}

bool has_head(const Head& head) {
    return !head.superior.empty() || !head.issuer.empty() || !head.place.empty();
}

}  // namespace

flow::Document compose(const Library& library, const Paper& paper) {
    const auto& layout = library.layout(paper.layout);
    flow::Document document;
    document.title = paper.file_title;
    auto& section = document.sections.emplace_back();
    section.page = page_of(layout, paper.orientation);
    const double width = section.page.text_width_mm();
    if (has_head(paper.head)) {
        const double left = width * left_share;
        section.blocks.emplace_back(side_by_side(
            {left, width - left}, {left_head(layout, paper), right_head(layout, paper)}));
    }
    add_title(layout, paper, section.blocks);
    add_blocks(layout, paper.blocks, width, section.blocks);
    add_foot(library, layout, paper, width, section.blocks);
    for (const auto& appendix : paper.appendices) {
        document.sections.push_back(section_of(layout, appendix));
    }
    return document;
}

}  // namespace ketnap::documents
