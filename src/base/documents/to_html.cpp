// SPDX-License-Identifier: Apache-2.0
#include "base/documents/compose.h"
#include "base/documents/documents.h"
#include "base/documents/library.h"

#include <fmt/format.h>

#include <numeric>

namespace ketnap::documents {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out.push_back(c);
        }
    }
    return out;
}

void add(std::string& out, std::string_view name, std::string_view text) {
    if (!text.empty()) {
        out += fmt::format("<p class=\"{}\">{}</p>", name, escaped(text));
    }
}

std::string_view class_of(ParagraphKind kind) {
    switch (kind) {
        case ParagraphKind::body:
            return "body";
        case ParagraphKind::basis:
            return "basis";
        case ParagraphKind::decides:
            return "decides";
        case ParagraphKind::heading:
            return "heading";
        case ParagraphKind::centered:
            return "centered";
        case ParagraphKind::plain:
            return "plain";
        case ParagraphKind::addressee:
            return "addressee";
    }
    return "body";
}

void add_paragraph(std::string& out, const Paragraph& paragraph) {
    out += fmt::format("<p class=\"{}\">", class_of(paragraph.kind));
    for (const auto& span : paragraph.spans) {
        const auto text = escaped(span.text);
        const auto strong = span.bold ? fmt::format("<strong>{}</strong>", text) : text;
        out += span.italic ? fmt::format("<em>{}</em>", strong) : strong;
    }
    out += "</p>";
}

void add_table(std::string& out, const Table& table) {
    out += "<table><colgroup>";
    const double shares =
        std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                        [](double sum, const Column& c) { return sum + c.width; });
    for (const auto& column : table.columns) {
        out += fmt::format("<col width=\"{:.1f}%\">", column.width * 100 / shares);
    }
    out += "</colgroup><thead><tr>";
    for (const auto& column : table.columns) {
        out += fmt::format("<th scope=\"col\">{}</th>", escaped(column.title));
    }
    out += "</tr></thead><tbody>";
    for (const auto& row : table.rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto align = table.columns[i].align;
            out += fmt::format("<td class=\"{}\">{}</td>",
                               align == CellAlign::center  ? "c"
                               : align == CellAlign::right ? "r"
                                                           : "l",
                               escaped(row[i]));
        }
        out += "</tr>";
    }
    out += "</tbody></table>";
}

void add_squares(std::string& out, const Squares& squares) {
    out += fmt::format(
        "<figure class=\"squares\"><svg viewBox=\"0 0 {0} {0}\" role=\"img\" "
        "aria-label=\"QR\"><path d=\"",
        squares.side);
    for (int y = 0; y < squares.side; ++y) {
        for (int x = 0; x < squares.side; ++x) {
            if (squares.black[static_cast<std::size_t>(y * squares.side + x)]) {
                out += fmt::format("M{} {}h1v1h-1z", x, y);
            }
        }
    }
    out += fmt::format("\"/></svg><figcaption>{}</figcaption></figure>", escaped(squares.caption));
}

void add_blocks(std::string& out, const std::vector<Block>& blocks) {
    for (const auto& block : blocks) {
        if (const auto* p = std::get_if<Paragraph>(&block)) {
            add_paragraph(out, *p);
        } else if (const auto* t = std::get_if<Table>(&block)) {
            add_table(out, *t);
        } else {
            add_squares(out, std::get<Squares>(block));
        }
    }
}

void add_head(std::string& out, const Layout& layout, const Paper& paper) {
    out += "<header class=\"head\"><div class=\"left\">";
    for (const auto& line : paper.head.superior) {
        add(out, "superior", line);
    }
    for (const auto& line : paper.head.issuer) {
        add(out, "issuer", line);
    }
    add(out, "star", layout.star);
    if (!paper.head.number.empty()) {
        add(out, "number", layout.number_prefix + paper.head.number);
    }
    if (paper.type_name.empty() && !paper.subject.empty()) {
        add(out, "letter-subject", layout.letter_subject_prefix + paper.subject);
    }
    out += "</div><div class=\"right\">";
    add(out, layout.motto.empty() ? "title ruled" : "title",
        paper.head.title.empty() ? layout.title : paper.head.title);
    add(out, "motto ruled", layout.motto);
    add(out, "place", place_and_date(paper.head.place, paper.head.dated));
    out += "</div></header>";
}

void add_foot(std::string& out, const Library& library, const Layout& layout, const Paper& paper) {
    out += "<footer class=\"foot\"><div class=\"recipients\">";
    if (!paper.recipients.empty()) {
        add(out, "label", layout.recipients_label);
        for (const auto& line : recipient_lines(layout, paper)) {
            add(out, "recipient", line);
        }
    }
    if (paper.foot_squares) {
        add_squares(out, *paper.foot_squares);
    }
    out += "</div>";
    for (const auto& s : paper.signatures) {
        const auto authority =
            authority_line(s.layout.empty() ? layout : library.layout(s.layout), s);
        out += "<div class=\"signature\">";
        add(out, "authority", authority);
        add(out, authority.empty() ? "post alone" : "post", s.post);
        add(out, "signer", s.name);
        out += "</div>";
    }
    out += "</footer>";
}

}  // namespace

std::string to_html(const Library& library, const Paper& paper) {
    const auto& layout = library.layout(paper.layout);
    std::string out =
        fmt::format("<article class=\"paper {} {}\" lang=\"vi\">", paper.layout,
                    paper.orientation == Orientation::landscape ? "landscape" : "portrait");
    add_head(out, layout, paper);
    if (!paper.type_name.empty()) {
        add(out, "type-name", paper.type_name);
        add(out, "subject", paper.subject);
        add(out, "subject-mark", layout.subject_mark);
    }
    add_blocks(out, paper.blocks);
    add_foot(out, library, layout, paper);
    for (const auto& appendix : paper.appendices) {
        out += "<section class=\"appendix\">";
        add(out, "appendix-label", appendix.label);
        add(out, "appendix-title", appendix.title);
        add(out, "appendix-note", appendix.note);
        add_blocks(out, appendix.blocks);
        out += "</section>";
    }
    return out + "</article>";
}

}  // namespace ketnap::documents
