// SPDX-License-Identifier: Apache-2.0
#include "platform/pdf/setting.h"

#include "platform/vocabulary/errors.h"

#include <algorithm>
#include <string>

namespace ketnap::pdf {
namespace {

constexpr double border_pt = 0.5;
constexpr double rule_pt = 0.75;
constexpr double rule_gap_pt = 1.5;
constexpr double cell_side_pt = 4;
constexpr double cell_top_pt = 2;
constexpr double number_top_mm = 10;
constexpr double number_size_pt = 14;
constexpr double rounding_pt = 0.01;

double inner_width(const flow::Paragraph& p, double width) {
    return width - (p.left_mm + p.right_mm) * pt_per_mm;
}

double aligned(flow::Align align, double room, double width) {
    return align == flow::Align::center  ? (room - width) / 2
           : align == flow::Align::right ? room - width
                                         : 0;
}

SetStack::Item item_of(const Typesetter& type, const flow::Paragraph& p, double width) {
    SetStack::Item item;
    item.text.emplace(type, p, inner_width(p, width));
    item.x = p.left_mm * pt_per_mm;
    item.width = inner_width(p, width);
    item.before = p.before_pt;
    item.after = p.after_pt;
    item.rule = p.rule_mm * pt_per_mm;
    return item;
}

SetStack::Item item_of(const flow::Squares& s, double width) {
    SetStack::Item item;
    item.squares = &s;
    item.width = s.side_mm * pt_per_mm;
    item.x = aligned(s.align, width, item.width);
    return item;
}

SetStack stack_of(const Typesetter& type, const flow::Cell& cell, double width) {
    SetStack stack;
    for (const auto& content : cell.content) {
        if (const auto* p = std::get_if<flow::Paragraph>(&content)) {
            stack.items.push_back(item_of(type, *p, width));
        } else {
            stack.items.push_back(item_of(std::get<flow::Squares>(content), width));
        }
    }
    return stack;
}

double height_of(const SetStack::Item& item) {
    const double body = item.text ? item.text->height() : item.width;
    return item.before + body + (item.rule > 0 ? rule_gap_pt : 0) + item.after;
}

struct SetRow {
    std::vector<SetStack> cells;
    std::vector<double> lefts;
    std::vector<double> widths;
    double height = 0;
};

SetRow row_of(const Typesetter& type, const flow::Table& table, std::size_t at) {
    SetRow row;
    const double side = table.borders ? cell_side_pt : 0;
    const double top = table.borders ? cell_top_pt : 0;
    double x = 0;
    std::size_t column = 0;
    for (const auto& cell : table.rows[at]) {
        double width = 0;
        for (int i = 0; i < cell.span; ++i) {
            KETNAP_CHECK(column < table.widths_mm.size());
            width += table.widths_mm[column++] * pt_per_mm;
        }
        row.cells.push_back(stack_of(type, cell, width - 2 * side));
        row.lefts.push_back(x);
        row.widths.push_back(width);
        row.height = std::max(row.height, row.cells.back().height() + 2 * top);
        x += width;
    }
    return row;
}

void draw_row(Canvas& canvas, const SetRow& row, bool borders, double x, double y) {
    const double side = borders ? cell_side_pt : 0;
    const double top = borders ? cell_top_pt : 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const double left = x + row.lefts[i];
        row.cells[i].draw(canvas, left + side, y + top);
        if (borders) {
            const double right = left + row.widths[i];
            canvas.line(left, y, right, y, border_pt);
            canvas.line(left, y + row.height, right, y + row.height, border_pt);
            canvas.line(left, y, left, y + row.height, border_pt);
            canvas.line(right, y, right, y + row.height, border_pt);
        }
    }
}

}  // namespace

double SetStack::height() const {
    double sum = 0;
    for (const auto& item : items) {
        sum += height_of(item);
    }
    return sum;
}

void SetStack::draw(Canvas& canvas, double x, double y) const {
    for (const auto& item : items) {
        const double top = y + item.before;
        if (item.text) {
            item.text->draw(canvas.cairo(), x + item.x, top, 0, item.text->lines());
        } else {
            canvas.squares(x + item.x, top, item.width, *item.squares);
        }
        if (item.rule > 0) {
            const double left = x + item.x + (item.width - item.rule) / 2;
            const double below = top + item.text->height() + rule_gap_pt / 2;
            canvas.line(left, below, left + item.rule, below, rule_pt);
        }
        y += height_of(item);
    }
}

double Setting::page_room() const {
    return bottom() - m_page->top_mm * pt_per_mm;
}

void Setting::new_page() {
    m_canvas.begin_page(m_page->width_mm * pt_per_mm, m_page->height_mm * pt_per_mm);
    ++m_page_number;
    m_y = m_page->top_mm * pt_per_mm;
    m_at_top = true;
    if (m_page->numbered && m_page_number > 1) {
        const auto number =
            flow::paragraph(std::to_string(m_page_number), number_size_pt, flow::Align::center);
        const SetText text(m_type, number, width());
        text.draw(m_canvas.cairo(), left(), number_top_mm * pt_per_mm, 0, 1);
    }
}

void Setting::section(const flow::Section& section) {
    m_page = &section.page;
    m_page_number = 0;
    new_page();
    for (std::size_t i = 0; i < section.blocks.size(); ++i) {
        keep_with_next(section.blocks, i);
        const auto& block = section.blocks[i];
        if (const auto* p = std::get_if<flow::Paragraph>(&block)) {
            paragraph(*p);
        } else if (const auto* t = std::get_if<flow::Table>(&block)) {
            table(*t);
        } else {
            squares(std::get<flow::Squares>(block));
        }
    }
}

// The least of a block that may stand alone at the foot of a page.
double Setting::least_height(const flow::Block& block) const {
    if (const auto* p = std::get_if<flow::Paragraph>(&block)) {
        const SetText text(m_type, *p, inner_width(*p, width()));
        const auto lines = p->keep_lines ? text.lines() : std::min<std::size_t>(2, text.lines());
        return p->before_pt + text.height(0, lines);
    }
    if (const auto* t = std::get_if<flow::Table>(&block)) {
        double sum = 0;
        const auto head = static_cast<std::size_t>(t->head_rows);
        const auto count = t->keep_together ? t->rows.size() : std::min(head + 1, t->rows.size());
        for (std::size_t i = 0; i < count; ++i) {
            sum += row_of(m_type, *t, i).height;
        }
        return sum;
    }
    return std::get<flow::Squares>(block).side_mm * pt_per_mm;
}

// A chain of blocks that must not be parted from its successor begins on a page where it fits.
void Setting::keep_with_next(const std::vector<flow::Block>& blocks, std::size_t at) {
    const auto keeps = [&](std::size_t i) {
        const auto* p = std::get_if<flow::Paragraph>(&blocks[i]);
        return p != nullptr && p->keep_next && i + 1 < blocks.size();
    };
    if (at_top() || !keeps(at) || (at > 0 && keeps(at - 1))) {
        return;
    }
    double needed = 0;
    auto last = at;
    for (; keeps(last); ++last) {
        needed += height_of(item_of(m_type, std::get<flow::Paragraph>(blocks[last]), width()));
    }
    needed += least_height(blocks[last]);
    if (m_y + needed > bottom() + rounding_pt && needed <= page_room()) {
        new_page();
    }
}

void Setting::paragraph(const flow::Paragraph& p) {
    if (p.new_page && !at_top()) {
        new_page();
    }
    const auto item = item_of(m_type, p, width());
    const auto& text = *item.text;
    if (p.keep_lines && !at_top() && m_y + height_of(item) - p.after_pt > bottom() + rounding_pt) {
        new_page();
    }
    std::size_t done = 0;
    while (done < text.lines()) {
        double y = m_y + (done == 0 && !at_top() ? p.before_pt : 0);
        const auto rest = text.lines() - done;
        std::size_t fit = 0;
        while (fit < rest && y + text.height(done, fit + 1) <= bottom() + rounding_pt) {
            ++fit;
        }
        // No single line of a paragraph alone at the foot or on top of a page.
        if (fit < rest && rest - fit == 1 && fit > 0) {
            --fit;
        }
        if (fit < rest && fit == 1 && done == 0) {
            fit = 0;
        }
        if (fit == 0 && !at_top()) {
            new_page();
            continue;
        }
        fit = std::max<std::size_t>(fit, 1);
        text.draw(m_canvas.cairo(), left() + item.x, y, done, fit);
        m_y = y + text.height(done, fit);
        m_at_top = false;
        done += fit;
        if (done < text.lines()) {
            new_page();
        }
    }
    if (item.rule > 0) {
        const double x = left() + item.x + (item.width - item.rule) / 2;
        m_canvas.line(x, m_y + rule_gap_pt / 2, x + item.rule, m_y + rule_gap_pt / 2, rule_pt);
        m_y += rule_gap_pt;
    }
    m_y += p.after_pt;
}

void Setting::squares(const flow::Squares& s) {
    const double side = s.side_mm * pt_per_mm;
    if (!at_top() && m_y + side > bottom() + rounding_pt) {
        new_page();
    }
    m_canvas.squares(left() + aligned(s.align, width(), side), m_y, side, s);
    m_y += side;
    m_at_top = false;
}

void Setting::table(const flow::Table& t) {
    std::vector<SetRow> rows;
    double sum = 0;
    for (std::size_t i = 0; i < t.rows.size(); ++i) {
        rows.push_back(row_of(m_type, t, i));
        sum += rows.back().height;
    }
    const double x = left() + (width() - t.width_mm() * pt_per_mm) / 2;
    const auto place = [&](const SetRow& row) {
        draw_row(m_canvas, row, t.borders, x, m_y);
        m_y += row.height;
        m_at_top = false;
    };
    if (t.keep_together && !at_top() && m_y + sum > bottom() + rounding_pt && sum <= page_room()) {
        new_page();
    }
    const auto heads = std::min(static_cast<std::size_t>(t.head_rows), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // The head is never left alone at the foot of a page.
        double needed = rows[i].height;
        for (std::size_t next = i + 1; i < heads && next <= heads && next < rows.size(); ++next) {
            needed += rows[next].height;
        }
        if (!at_top() && m_y + needed > bottom() + rounding_pt) {
            new_page();
            for (std::size_t h = 0; h < heads && i >= heads; ++h) {
                place(rows[h]);
            }
        }
        place(rows[i]);
    }
}

}  // namespace ketnap::pdf
