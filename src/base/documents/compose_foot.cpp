// SPDX-License-Identifier: Apache-2.0
#include "base/documents/compose_foot.h"

#include "base/documents/compose.h"
#include "base/documents/compose_parts.h"

namespace ketnap::documents {

using flow::Align;

namespace {

constexpr double foot_gap_pt = 16;
constexpr double foot_line_pt = 18;
constexpr double recipient_line_pt = 15;
constexpr double signature_share = 84.0 / 165.0;

flow::Cell signature_cell(const Library& library, const Layout& layout, const Signature& s) {
    const auto& prefix_layout = s.layout.empty() ? layout : library.layout(s.layout);
    const auto& styles = layout.styles;
    flow::Cell cell;
    const auto add = [&](std::string text, const TextStyle& style) {
        if (!text.empty()) {
            cell.content.emplace_back(line_of(std::move(text), style, Align::center, foot_line_pt));
        }
    };
    const auto authority = authority_line(prefix_layout, s);
    add(authority, styles.authority);
    add(s.post, authority.empty() ? styles.post_alone : styles.post);
    auto name = line_of(s.name, styles.signer, Align::center, foot_line_pt);
    name.before_pt = layout.signature_gap_pt;
    cell.content.emplace_back(std::move(name));
    return cell;
}

flow::Cell left_cell(const Layout& layout, const Paper& paper) {
    flow::Cell cell;
    if (!paper.recipients.empty()) {
        cell.content.emplace_back(line_of(layout.recipients_label, layout.styles.recipients_label,
                                          Align::left, foot_line_pt));
        for (auto& line : recipient_lines(layout, paper)) {
            cell.content.emplace_back(
                line_of(std::move(line), layout.styles.recipients, Align::left, recipient_line_pt));
        }
    }
    if (paper.foot_squares) {
        const auto& s = *paper.foot_squares;
        cell.content.emplace_back(flow::Squares{s.side, s.black, s.side_mm, Align::left});
        if (!s.caption.empty()) {
            cell.content.emplace_back(
                line_of(s.caption, {.size_pt = 12}, Align::left, recipient_line_pt));
        }
    }
    return cell;
}

void keep_last_paragraph(std::vector<flow::Block>& blocks) {
    if (!blocks.empty()) {
        if (auto* p = std::get_if<flow::Paragraph>(&blocks.back())) {
            p->keep_next = true;
        }
    }
}

void add_gap(std::vector<flow::Block>& out) {
    keep_last_paragraph(out);
    auto gap = line_of("", {}, Align::left, foot_gap_pt);
    gap.keep_next = true;
    out.emplace_back(std::move(gap));
}

}  // namespace

std::vector<std::string> recipient_lines(const Layout& layout, const Paper& paper) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < paper.recipients.size(); ++i) {
        const bool last = i + 1 == paper.recipients.size();
        lines.push_back("- " + paper.recipients[i] + (last ? "." : layout.recipient_end));
    }
    return lines;
}

void add_foot(const Library& library, const Layout& layout, const Paper& paper, double width_mm,
              std::vector<flow::Block>& out) {
    const auto count = paper.signatures.size();
    const bool left = !paper.recipients.empty() || paper.foot_squares.has_value();
    if (count == 0 && !left) {
        return;
    }
    add_gap(out);
    if (count > 1) {
        std::vector<flow::Cell> cells;
        for (const auto& s : paper.signatures) {
            cells.push_back(signature_cell(library, layout, s));
        }
        out.emplace_back(side_by_side(
            std::vector<double>(count, width_mm / static_cast<double>(count)), std::move(cells)));
        if (left) {
            add_gap(out);
            out.emplace_back(side_by_side({width_mm}, {left_cell(layout, paper)}));
        }
        return;
    }
    const double right = width_mm * signature_share;
    std::vector<flow::Cell> cells{left_cell(layout, paper)};
    cells.push_back(count == 0 ? flow::Cell{}
                               : signature_cell(library, layout, paper.signatures.front()));
    out.emplace_back(side_by_side({width_mm - right, right}, std::move(cells)));
}

}  // namespace ketnap::documents
