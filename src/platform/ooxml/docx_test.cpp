// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/docx_write.h"
#include "platform/ooxml/zip_read.h"

#include <doctest.h>

using namespace ketnap;
using namespace ketnap::ooxml;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

flow::Document with(std::vector<flow::Block> blocks) {
    return {"Thử & nghiệm", {{{}, std::move(blocks)}}};
}

flow::Squares chessboard() {
    flow::Squares squares{
        3, {true, false, true, false, true, false, true, false, true}, 30, flow::Align::center};
    return squares;
}

}  // namespace

TEST_CASE("a document begins with its content types and is the same bytes each time") {
    DocxWriter writer;
    const auto document = with({flow::paragraph("Đảng", 14, flow::Align::left), chessboard()});
    const auto bytes = writer.write(document);
    CHECK(bytes == writer.write(document));
    auto zip = ZipReader::open_bytes(bytes);
    REQUIRE(zip);
    CHECK(zip->names().front() == "[Content_Types].xml");
    CHECK(holds(*zip->read("docProps/core.xml", 10'000), "Thử &amp; nghiệm"));
    CHECK(holds(*zip->read("word/_rels/document.xml.rels", 10'000), "rId101"));
    CHECK(zip->read("word/media/qr1.png", 10'000)->substr(1, 3) == "PNG");
}

TEST_CASE("text is escaped and control characters are left out") {
    const auto xml = DocxWriter::document_xml(
        with({flow::paragraph("a<b>&\"c\x01\nd\te", 14, flow::Align::left)}));
    CHECK(holds(xml, "a&lt;b&gt;&amp;\"c</w:t><w:br/>"));
    CHECK(holds(xml, "d</w:t><w:tab/>"));
    CHECK_FALSE(holds(xml, "\x01"));
}

TEST_CASE("sizes, indents and rules are written in the units of Word") {
    auto p = flow::paragraph("ĐẢNG", 15, flow::Align::center);
    p.line_pt = 18;
    p.before_pt = 6;
    p.first_mm = 10;
    p.rule_mm = 65;
    const auto xml = DocxWriter::document_xml(with({p}));
    CHECK(holds(xml, R"(<w:sz w:val="30"/>)"));
    CHECK(holds(xml, R"(w:before="120" w:after="0" w:line="360" w:lineRule="exact")"));
    // The text is 165 mm wide: 50 mm on both sides leave a rule of 65 mm.
    CHECK(holds(xml, R"(<w:ind w:left="2835" w:right="2835" w:firstLine="567"/>)"));
    CHECK(holds(xml, R"(<w:pgSz w:w="11906" w:h="16838"/>)"));
    CHECK(holds(
        xml,
        R"(<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567")"));
    CHECK(holds(xml, "<w:titlePg/>"));
}

TEST_CASE("tables never merge, never tear a row, repeat their heads") {
    flow::Table table;
    table.widths_mm = {20, 40, 105};
    table.head_rows = 1;
    const auto cell = [](const char* text, int span) {
        return flow::Cell{{flow::paragraph(text, 12, flow::Align::left)}, span};
    };
    table.rows = {{cell("STT", 1), cell("Tên", 2)}, {cell("1", 1), flow::Cell{}, cell("x", 1)}};
    const auto xml = DocxWriter::document_xml(with({table, table}));
    CHECK(holds(xml, R"(<w:gridSpan w:val="2"/>)"));
    CHECK(holds(xml, "<w:cantSplit/><w:tblHeader/>"));
    CHECK(holds(xml, "</w:tbl><w:p>"));
    CHECK_FALSE(holds(xml, "</w:tbl><w:tbl>"));
    CHECK_FALSE(holds(xml, "</w:tbl><w:sectPr>"));
    CHECK(holds(xml, "</w:tcPr><w:p/></w:tc>"));
}

TEST_CASE("every section has its own page and counts from 1") {
    flow::Page wide;
    wide.width_mm = 297;
    wide.height_mm = 210;
    wide.numbered = false;
    const auto line = flow::paragraph("a", 14, flow::Align::left);
    const auto xml = DocxWriter::document_xml({"Thử", {{{}, {line}}, {wide, {line}}}});
    CHECK(holds(xml, R"(<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>)"));
    CHECK(holds(xml, R"(<w:headerReference w:type="default" r:id="rId4"/>)"));
    const auto first = xml.find(R"(<w:pgNumType w:start="1"/>)");
    CHECK(xml.find(R"(<w:pgNumType w:start="1"/>)", first + 1) != std::string::npos);
}
