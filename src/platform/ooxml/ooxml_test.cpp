// SPDX-License-Identifier: Apache-2.0
#include "platform/ooxml/cell.h"
#include "platform/ooxml/serial_day.h"
#include "platform/ooxml/xlsx_read.h"
#include "platform/ooxml/xlsx_write.h"
#include "platform/ooxml/zip_read.h"
#include "platform/ooxml/zip_write.h"

#include <doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

using namespace ketnap;
using namespace ketnap::ooxml;

namespace {

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("ketnap-ooxml-" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path save(const std::string& name, const std::string& bytes) const {
        std::ofstream(path / name, std::ios::binary) << bytes;
        return path / name;
    }
};

constexpr const char* workbook_xml =
    R"(<?xml version="1.0"?><x:workbook xmlns:x="urn:m" xmlns:r="urn:r"><x:sheets>)"
    R"(<x:sheet name="Danh sách" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>)";
constexpr const char* relations_xml =
    R"(<Relationships><Relationship Id="rId1" Type="urn:o/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="urn:o/sharedStrings" Target="/xl/sharedStrings.xml"/>)"
    R"(<Relationship Id="rId3" Type="urn:o/styles" Target="styles.xml"/></Relationships>)";

std::string workbook_with(const std::string& sheet,
                          const std::map<std::string, std::string>& more = {}) {
    ZipWriter zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("xl/workbook.xml", workbook_xml);
    zip.add("xl/_rels/workbook.xml.rels", relations_xml);
    zip.add("xl/worksheets/sheet1.xml", sheet);
    for (const auto& [name, content] : more) {
        zip.add(name, content);
    }
    return zip.finish();
}

std::string problem_of(const std::filesystem::path& file, const XlsxLimits& limits = {}) {
    const auto read = xlsx_read(file, 0, [](std::int64_t, const Cells&) { return true; }, limits);
    return read ? "" : read.error().key;
}

std::string problem_in(const std::string& bytes) {
    const Folder folder;
    return problem_of(folder.save("a.xlsx", bytes));
}

std::vector<std::pair<std::int64_t, Cells>> rows_of(const std::filesystem::path& file) {
    std::vector<std::pair<std::int64_t, Cells>> rows;
    const auto read = xlsx_read(file, 0, [&](std::int64_t row, const Cells& cells) {
        rows.emplace_back(row, cells);
        return true;
    });
    REQUIRE_MESSAGE(read, (read ? "" : read.error().key));
    return rows;
}

}  // namespace

TEST_CASE("what is written into a workbook is read back, text, number and date") {
    const Folder folder;
    const auto file = folder.path / "list.xlsx";
    XlsxWriter writer(file);
    writer.begin_sheet({"Danh sách / đợt 1",
                        {{"STT", 5}, {"Họ tên", 30}, {"Ngày sinh"}, {"CCCD", 16}},
                        {"DANH SÁCH TRÍCH NGANG"}});
    writer.row({number_cell(1), text_cell("Đặng Thị Ánh & <em>"), date_cell("1996-09-14"),
                text_cell("001234567890")});
    writer.row({number_cell(2), text_cell("=HYPERLINK(\"x\")"), date_cell("1985"), Cell{}});
    writer.finish();

    const auto rows = rows_of(file);
    REQUIRE(rows.size() == 4);
    CHECK(xlsx_sheets(file)->front() == "Danh sách   đợt 1");
    CHECK(rows[0].second[0].text == "DANH SÁCH TRÍCH NGANG");
    CHECK(rows[1].second[1].text == "Họ tên");
    CHECK(rows[2].first == 3);
    CHECK(rows[2].second[0] == number_cell(1));
    CHECK(rows[2].second[1].text == "Đặng Thị Ánh & <em>");
    CHECK(rows[2].second[2] == date_cell("1996-09-14"));
    CHECK(rows[2].second[3] == text_cell("001234567890"));
    CHECK(rows[3].second[1] == text_cell("=HYPERLINK(\"x\")"));
    CHECK(rows[3].second[2] == text_cell("1985"));
    CHECK(rows[3].second.size() == 3);
}

TEST_CASE("a workbook that is not finished leaves no file behind") {
    const Folder folder;
    const auto file = folder.path / "half.xlsx";
    {
        XlsxWriter writer(file);
        writer.begin_sheet({"A", {{"B"}}, {}});
        writer.row({text_cell("x")});
    }
    CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("cells of every kind are read as a person sees them") {
    const Folder folder;
    const auto file = folder.save(
        "a.xlsx",
        workbook_with(
            R"(<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="b"><v>1</v></c>)"
            R"(<c><v>123456789012</v></c><c><v>1.23456789012E+11</v></c><c><v>0.30000000000000004</v></c>)"
            R"(<c s="1"><v>45377</v></c><c s="1"><v>45377.354166666664</v></c><c t="e"><v>#N/A</v></c>)"
            R"(<c t="inlineStr"><is><r><t>Ngày </t></r><r><t>26/3</t></r></is></c></row>)"
            R"(<row><c t="s"><v>0</v></c><c/><c/></row><row r="9"><c/></row></sheetData></worksheet>)",
            {{"xl/sharedStrings.xml",
              R"(<sst><si><t>dòng_x000D_)"
              "\n"
              R"(hai</t></si><si><r><t>Nguyễn</t></r><r><t xml:space="preserve"> Văn</t></r><rPh><t>zz</t></rPh></si></sst>)"},
             {"xl/styles.xml",
              R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/></numFmts>)"
              R"(<cellStyleXfs><xf numFmtId="164"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>)"}}));
    const auto rows = rows_of(file);
    REQUIRE(rows.size() == 2);
    const auto& cells = rows[0].second;
    CHECK(rows[0].first == 2);
    CHECK(cells[0].text == "Nguyễn Văn");
    CHECK(cells[1].kind == CellKind::empty);
    CHECK(cells[2].kind == CellKind::boolean);
    CHECK(cells[3].text == "123456789012");
    CHECK(cells[4].text == "123456789012");
    CHECK(cells[5].text == "0.3");
    CHECK(cells[6] == date_cell("2024-03-26"));
    CHECK(cells[7].text == "2024-03-26 08:30");
    CHECK(cells[8].kind == CellKind::error);
    CHECK(cells[9].text == "Ngày 26/3");
    CHECK(rows[1].first == 3);
    CHECK(rows[1].second == Cells{text_cell("dòng\nhai")});
}

TEST_CASE("reading ends when the reader has enough, and its exceptions pass through") {
    const Folder folder;
    std::string sheet = "<worksheet><sheetData>";
    for (int i = 0; i < 1000; ++i) {
        sheet += "<row><c><v>1</v></c></row>";
    }
    const auto file = folder.save("a.xlsx", workbook_with(sheet + "</sheetData></worksheet>"));
    CHECK(*xlsx_read(file, 0, [](std::int64_t row, const Cells&) { return row < 10; }) == 10);
    CHECK_THROWS_AS(
        (void)xlsx_read(file, 0,
                        [](std::int64_t, const Cells&) -> bool { throw std::logic_error("full"); }),
        std::logic_error);
    XlsxLimits limits;
    limits.max_rows = 999;
    CHECK(problem_of(file, limits) == "workbook.too_many_rows");
}

TEST_CASE("days of a workbook are told apart from numbers and the day that never was") {
    CHECK(*serial_of_iso("1900-01-01") == 1);
    CHECK(*serial_of_iso("1900-02-28") == 59);
    CHECK(*serial_of_iso("1900-03-01") == 61);
    CHECK(*serial_of_iso("2024-02-29") == 45351);
    CHECK_FALSE(serial_of_iso("2023-02-29"));
    CHECK_FALSE(serial_of_iso("26/03/2024"));
    CHECK(*iso_of_serial(59, false) == "1900-02-28");
    CHECK_FALSE(iso_of_serial(60, false));
    CHECK(*iso_of_serial(61, false) == "1900-03-01");
    CHECK(*iso_of_serial(0, true) == "1904-01-01");
    CHECK_FALSE(iso_of_serial(-1, false));
    CHECK_FALSE(iso_of_serial(1e12, false));
    CHECK(is_date_format("[$-42A]dd/mm/yyyy"));
    CHECK(is_date_format("m/d/yy h:mm"));
    CHECK_FALSE(is_date_format("#,##0.00\" đồng\""));
    CHECK_FALSE(is_date_format("[Red]0.00"));
    CHECK_FALSE(is_date_format("h:mm"));
    CHECK(is_builtin_date_format(14));
    CHECK_FALSE(is_builtin_date_format(2));
}

TEST_CASE("a workbook that is none is refused with its own reason") {
    CHECK(problem_in("họ tên,ngày sinh\n") == "workbook.not_a_workbook");
    CHECK(problem_in("") == "workbook.not_a_workbook");
    CHECK(problem_in(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old", 12)) ==
          "workbook.old_format");
    ZipWriter zip;
    zip.add("word/document.xml", "<d/>");
    CHECK(problem_in(zip.finish()) == "workbook.not_a_workbook");
    CHECK(problem_in(workbook_with("<worksheet/>", {{"xl/vbaProject.bin", "x"}})) ==
          "workbook.macros");
    CHECK(problem_in(workbook_with("<worksheet><sheetData><row>")) == "workbook.broken");
    CHECK(
        problem_in(workbook_with(
            R"(<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>)")) ==
        "workbook.broken");
    const Folder folder;
    const auto file = folder.save("a.xlsx", workbook_with("<worksheet/>"));
    CHECK(xlsx_read(file, 3, [](std::int64_t, const Cells&) { return true; }).error().key ==
          "workbook.no_sheet");
    auto bytes = workbook_with("<worksheet/>");
    CHECK(problem_in(bytes.substr(0, bytes.size() / 2)) == "workbook.not_a_workbook");
}

TEST_CASE("entities, documents types and deep nesting never get to work") {
    const std::string laughs =
        R"(<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">)"
        R"(<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>)";
    CHECK(problem_in(workbook_with(laughs)) == "workbook.broken");
    CHECK(problem_in(workbook_with(R"(<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet/>)")) ==
          "workbook.broken");
    std::string deep;
    for (int i = 0; i < 100; ++i) {
        deep += "<a>";
    }
    CHECK(problem_in(workbook_with(deep)) == "workbook.broken");
}

TEST_CASE("bombs are stopped while they inflate") {
    const std::string zeros(std::size_t{40} << 20, ' ');
    CHECK(problem_in(workbook_with("<worksheet>" + zeros)) == "zip.ratio");
    const Folder folder;
    ZipLimits limits;
    limits.max_ratio = 100'000;
    limits.max_total = std::uint64_t{8} << 20;
    ZipWriter zip;
    zip.add("a", std::string_view(zeros).substr(0, std::size_t{6} << 20));
    zip.add("b", std::string_view(zeros).substr(0, std::size_t{6} << 20));
    const auto bytes = zip.finish();
    auto reader = ZipReader::open_bytes(bytes, limits);
    REQUIRE(reader);
    CHECK(reader->read("a", std::size_t{10} << 20));
    CHECK(reader->read("b", std::size_t{10} << 20).error().key == "zip.too_large");
}

namespace {
std::string open_problem(const std::string& bytes, const ZipLimits& limits = {}) {
    const auto reader = ZipReader::open_bytes(bytes, limits);
    return reader ? "" : reader.error().key;
}

std::string zip_of(std::initializer_list<const char*> names) {
    ZipWriter zip;
    for (const auto* name : names) {
        zip.add(name, "content");
    }
    return zip.finish();
}
}  // namespace

TEST_CASE("archives with unsafe, doubled, nested or too many entries are refused at open") {
    for (const auto* name : {"../x", "a/../../x", "/etc/passwd", "a\\b", "c:x", "./a", "a/."}) {
        CAPTURE(name);
        CHECK(open_problem(zip_of({name})) == "zip.unsafe_name");
    }
    CHECK(open_problem(zip_of({"a/b", "a/c"})) == "");
    CHECK(open_problem(zip_of({"A.xml", "a.xml"})) == "zip.duplicate_name");
    CHECK(open_problem(zip_of({"word/embeddings/inner.ZIP"})) == "zip.nested");
    ZipLimits two;
    two.max_entries = 2;
    CHECK(open_problem(zip_of({"a", "b", "c"}), two) == "zip.too_many_entries");
    ZipWriter zip;
    zip.add("plain.xml", zip_of({"a"}));
    const auto nested = zip.finish();
    CHECK(ZipReader::open_bytes(nested)->read("plain.xml", 1000).error().key == "zip.nested");
}

TEST_CASE("links, encrypted entries and other methods are refused") {
    auto bytes = zip_of({"a"});
    const auto directory = bytes.find("PK\x01\x02");
    auto link = bytes;
    link[directory + 5] = 3;                         // made on Unix
    link[directory + 41] = static_cast<char>(0xA1);  // S_IFLNK
    CHECK(open_problem(link) == "zip.link");
    auto secret = bytes;
    secret[directory + 8] = static_cast<char>(secret[directory + 8] | 1);
    CHECK(open_problem(secret) == "zip.encrypted");
    auto method = bytes;
    method[directory + 10] = 12;
    CHECK(open_problem(method) == "zip.method");
}

TEST_CASE("an archive is the same bytes each time and keeps the order of adding") {
    CHECK(zip_of({"z", "a"}) == zip_of({"z", "a"}));
    ZipWriter zip;
    const auto part = zip.compress("styles.xml", std::string(5000, 'x'));
    CHECK(part.deflated);
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add(part);
    const auto bytes = zip.finish();
    auto reader = ZipReader::open_bytes(bytes);
    REQUIRE(reader);
    CHECK(reader->names() == std::vector<std::string>{"[Content_Types].xml", "styles.xml"});
    CHECK(*reader->read("styles.xml", 10'000) == std::string(5000, 'x'));
    CHECK(reader->read("styles.xml", 10).error().key == "zip.too_large");
    CHECK(reader->read("none", 10).error().key == "zip.no_entry");
}
