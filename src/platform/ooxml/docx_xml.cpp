// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/docx_xml.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace ketnap::ooxml {
namespace {

constexpr double twips_per_mm = 1440 / 25.4;
constexpr double cell_side_pt = 4;
constexpr double mm_per_pt = 25.4 / 72;
constexpr double header_mm = 10;

long twips(double mm) {
    return std::lround(mm * twips_per_mm);
}

long pt_twips(double pt) {
    return std::lround(pt * 20);
}

long emu(double mm) {
    return std::lround(mm * 36'000);
}

std::string_view justification(flow::Align align) {
    switch (align) {
        case flow::Align::center:
            return "center";
        case flow::Align::right:
            return "right";
        case flow::Align::justify:
            return "both";
        case flow::Align::left:
            break;
    }
    return "left";
}

template <class... Values>
void add(std::string& out, fmt::format_string<Values...> text, Values&&... values) {
    fmt::format_to(std::back_inserter(out), text, std::forward<Values>(values)...);
}

}  // namespace

void DocxXml::document(const flow::Document& document) {
    m_out = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
            "\n"
            R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
            R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
            R"( xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing")"
            R"( xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main")"
            R"( xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>)";
    m_pictures.clear();
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        const auto& section = document.sections[i];
        blocks(section);
        if (i + 1 < document.sections.size()) {
            m_out += "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>";
            section_properties(section.page);
            m_out += "</w:pPr></w:p>";
        } else {
            section_properties(section.page);
        }
    }
    m_out += "</w:body></w:document>";
}

// Two tables without a paragraph between them become one, and a section may not end with a table.
void DocxXml::blocks(const flow::Section& section) {
    bool after_table = false;
    for (const auto& block : section.blocks) {
        const auto* t = std::get_if<flow::Table>(&block);
        if (after_table && t != nullptr) {
            spacer({});
        }
        after_table = t != nullptr;
        if (t != nullptr) {
            table(*t);
        } else if (const auto* p = std::get_if<flow::Paragraph>(&block)) {
            paragraph(*p, section.page.text_width_mm(), p->keep_next);
        } else {
            picture(std::get<flow::Squares>(block));
        }
    }
    if (after_table) {
        spacer({});
    }
}

void DocxXml::spacer(std::string_view inside) {
    m_out +=
        "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" "
        "w:lineRule=\"exact\"/></w:pPr>";
    m_out += inside;
    m_out += "</w:p>";
}

void DocxXml::properties(const flow::Paragraph& p, double room_mm, bool keep_next) {
    m_out += "<w:pPr>";
    if (keep_next) {
        m_out += "<w:keepNext/>";
    }
    if (p.keep_lines) {
        m_out += "<w:keepLines/>";
    }
    if (p.new_page) {
        m_out += "<w:pageBreakBefore/>";
    }
    double left = p.left_mm;
    double right = p.right_mm;
    if (p.rule_mm > 0) {
        m_out +=
            R"(<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>)";
        const double spare = (room_mm - left - right - p.rule_mm) / 2;
        left += spare;
        right += spare;
    }
    add(m_out, R"(<w:spacing w:before="{}" w:after="{}")", pt_twips(p.before_pt),
        pt_twips(p.after_pt));
    if (p.line_pt > 0) {
        add(m_out, R"( w:line="{}" w:lineRule="exact"/>)", pt_twips(p.line_pt));
    } else {
        m_out += R"( w:line="240" w:lineRule="auto"/>)";
    }
    if (left != 0 || right != 0 || p.first_mm != 0) {
        add(m_out, R"(<w:ind w:left="{}" w:right="{}" w:firstLine="{}"/>)", twips(left),
            twips(right), twips(p.first_mm));
    }
    add(m_out, R"(<w:jc w:val="{}"/></w:pPr>)", justification(p.align));
}

void DocxXml::paragraph(const flow::Paragraph& p, double room_mm, bool keep_next) {
    m_out += "<w:p>";
    properties(p, room_mm, keep_next);
    for (const auto& r : p.runs) {
        run(r);
    }
    m_out += "</w:p>";
}

void DocxXml::run(const flow::Run& r) {
    if (r.text.empty()) {
        return;
    }
    m_out += "<w:r><w:rPr>";
    if (r.bold) {
        m_out += "<w:b/>";
    }
    if (r.italic) {
        m_out += "<w:i/>";
    }
    const auto half_points = std::lround(r.size_pt * 2);
    add(m_out, R"(<w:sz w:val="{}"/><w:szCs w:val="{}"/>)", half_points, half_points);
    if (r.underline) {
        m_out += R"(<w:u w:val="single"/>)";
    }
    m_out += R"(</w:rPr><w:t xml:space="preserve">)";
    escaped(r.text);
    m_out += "</w:t></w:r>";
}

void DocxXml::escaped(std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                m_out += "&amp;";
                break;
            case '<':
                m_out += "&lt;";
                break;
            case '>':
                m_out += "&gt;";
                break;
            case '\n':
                m_out += R"(</w:t><w:br/><w:t xml:space="preserve">)";
                break;
            case '\t':
                m_out += R"(</w:t><w:tab/><w:t xml:space="preserve">)";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20) {
                    m_out.push_back(c);
                }
        }
    }
}

void DocxXml::picture(const flow::Squares& s) {
    m_pictures.push_back(&s);
    const auto number = m_pictures.size();
    const auto size = emu(s.side_mm);
    add(m_out,
        R"(<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="{}"/></w:pPr><w:r>)",
        justification(s.align));
    add(m_out,
        R"(<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{0}" cy="{0}"/>)"
        R"(<wp:docPr id="{1}" name="QR {1}" descr="QR"/><a:graphic>)"
        R"(<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>)"
        R"(<pic:nvPicPr><pic:cNvPr id="{1}" name="qr{1}.png"/><pic:cNvPicPr/></pic:nvPicPr>)"
        R"(<pic:blipFill><a:blip r:embed="rId{2}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>)"
        R"(<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{0}" cy="{0}"/></a:xfrm>)"
        R"(<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>)"
        R"(</a:graphic></wp:inline></w:drawing></w:r></w:p>)",
        size, number, static_cast<std::size_t>(first_picture_relation) + number - 1);
}

void DocxXml::table_properties(const flow::Table& t) {
    add(m_out, R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/>)",
        twips(t.width_mm()));
    if (t.borders) {
        m_out += "<w:tblBorders>";
        for (const auto* side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
            add(m_out, R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>)", side);
        }
        m_out += "</w:tblBorders>";
    }
    const auto side = t.borders ? pt_twips(cell_side_pt) : 0;
    add(m_out,
        R"(<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{1}" w:type="dxa"/>)"
        R"(<w:left w:w="{0}" w:type="dxa"/><w:bottom w:w="{1}" w:type="dxa"/>)"
        R"(<w:right w:w="{0}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>)",
        side, t.borders ? 40 : 0);
    for (const auto width : t.widths_mm) {
        add(m_out, R"(<w:gridCol w:w="{}"/>)", twips(width));
    }
    m_out += "</w:tblGrid>";
}

void DocxXml::table(const flow::Table& t) {
    table_properties(t);
    for (std::size_t i = 0; i < t.rows.size(); ++i) {
        const bool head = i < static_cast<std::size_t>(t.head_rows);
        m_out += "<w:tr><w:trPr><w:cantSplit/>";
        m_out += head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>";
        std::size_t column = 0;
        for (const auto& c : t.rows[i]) {
            double width = 0;
            for (int k = 0; k < c.span && column < t.widths_mm.size(); ++k) {
                width += t.widths_mm[column++];
            }
            cell(t, c, width, (t.keep_together && i + 1 < t.rows.size()) || head);
        }
        m_out += "</w:tr>";
    }
    m_out += "</w:tbl>";
}

void DocxXml::cell(const flow::Table& t, const flow::Cell& c, double width_mm, bool keep_next) {
    add(m_out, R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>)", twips(width_mm));
    if (c.span > 1) {
        add(m_out, R"(<w:gridSpan w:val="{}"/>)", c.span);
    }
    m_out += "</w:tcPr>";
    const double room = width_mm - (t.borders ? 2 * cell_side_pt * mm_per_pt : 0);
    for (const auto& content : c.content) {
        if (const auto* p = std::get_if<flow::Paragraph>(&content)) {
            paragraph(*p, room, keep_next || p->keep_next);
        } else {
            picture(std::get<flow::Squares>(content));
        }
    }
    if (c.content.empty()) {
        m_out += "<w:p/>";
    }
    m_out += "</w:tc>";
}

void DocxXml::section_properties(const flow::Page& page) {
    m_out += "<w:sectPr>";
    if (page.numbered) {
        m_out += R"(<w:headerReference w:type="default" r:id="rId3"/>)"
                 R"(<w:headerReference w:type="first" r:id="rId4"/>)";
    } else {
        m_out += R"(<w:headerReference w:type="default" r:id="rId4"/>)";
    }
    add(m_out, R"(<w:pgSz w:w="{}" w:h="{}"{}/>)", twips(page.width_mm), twips(page.height_mm),
        page.width_mm > page.height_mm ? " w:orient=\"landscape\"" : "");
    add(m_out,
        R"(<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="{}" w:gutter="0"/>)",
        twips(page.top_mm), twips(page.right_mm), twips(page.bottom_mm), twips(page.left_mm),
        twips(header_mm), twips(header_mm));
    m_out += R"(<w:pgNumType w:start="1"/>)";
    if (page.numbered) {
        m_out += "<w:titlePg/>";
    }
    m_out += "</w:sectPr>";
}

}  // namespace ketnap::ooxml
