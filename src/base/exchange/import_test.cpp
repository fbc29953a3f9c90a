// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/columns.h"
#include "base/exchange/csv_read.h"
#include "base/exchange/exchange.h"
#include "base/exchange/export.h"
#include "base/exchange/legacy_file.h"
#include "base/exchange/rows.h"
#include "platform/ooxml/xlsx_write.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ketnap;
using namespace ketnap::exchange;

namespace {

const std::filesystem::path source{KETNAP_SOURCE_DIR};

const ColumnBook& book() {
    static const auto one = ColumnBook::load(source / "data/import/people_columns.json");
    return one;
}

const lists::Lists& code_lists() {
    static const auto one = lists::Lists::load(source / "data/lists");
    return one;
}

Kit kit() {
    static const auto legacy = load_legacy(source / "data/text/legacy.json");
    return {code_lists(), book(), legacy};
}

std::string joined(const ooxml::Cells& cells) {
    std::string out;
    for (const auto& cell : cells) {
        out += (out.empty() ? "" : "|") + cell.text;
    }
    return out;
}

std::string csv(std::string_view bytes) {
    std::string out;
    const auto read = csv_read(bytes, [&](std::int64_t line, const ooxml::Cells& cells) {
        out += std::to_string(line) + ":" + joined(cells) + "\n";
        return true;
    });
    return read ? out : read.error().key;
}

ooxml::Cells texts(const std::vector<std::string>& words) {
    ooxml::Cells cells;
    for (const auto& word : words) {
        cells.push_back(word.empty() ? ooxml::Cell{} : ooxml::text_cell(word));
    }
    return cells;
}

org::Org body(const char* id, const char* parent, const char* code, const char* name) {
    org::Org out;
    out.id = org::OrgId{id};
    out.parent_id = org::OrgId{parent};
    out.code = code;
    out.name = name;
    out.path = std::string{"/"} + id + "/";
    return out;
}

Units sample_units() {
    return Units{
        {body("r", "", "dk", "Đảng ủy Khối tỉnh"), body("a", "r", "yt", "Đảng bộ Sở Y tế"),
         body("b", "r", "bd", "Đảng bộ Bưu điện"), body("a1", "a", "n2", "Chi bộ Khoa Nội II"),
         body("a2", "a", "vp", "Chi bộ Văn phòng"), body("b2", "b", "vp2", "Chi bộ Văn phòng")}};
}

// One row under a mapping of the named fields, in their order.
Row read_row(const std::vector<std::string>& fields, const ooxml::Cells& cells,
             Mapping mapping = {}) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        mapping.columns.push_back({static_cast<int>(i), fields[i]});
    }
    auto units = sample_units();
    DateProof proof;
    return RowReader{mapping, units, code_lists(), time::Date{2024, 8, 6}}.read(7, cells, proof);
}

std::string rules_of(const Row& row) {
    std::string out;
    for (const auto& one : row.findings) {
        out += (out.empty() ? "" : " ") + one.rule;
    }
    return out;
}

std::string fields_of(const HeadGuess& guess) {
    std::string out;
    for (const auto& column : guess.columns) {
        out += (out.empty() ? "" : " ") + (column.field.empty() ? "-" : column.field);
    }
    return out;
}

}  // namespace

TEST_CASE("a CSV is read whatever separator, quotes and line ends it has") {
    CHECK(csv("a,b\n\"x, \"\"y\"\"\",2\n") == "1:a|b\n2:x, \"y\"|2\n");
    CHECK(csv("a;b;c\r\n1;2,5;\"3\r\n4\"\r\n") == "1:a|b|c\n2:1|2,5|3\r\n4\n");
    CHECK(csv("a\tb\rc\td") == "1:a|b\n2:c|d\n");
    CHECK(csv("sep=;\r\na,1;b\r\n") == "1:a,1|b\n");
    CHECK(csv("\n\na,b\n,,\nc\n") == "3:a|b\n5:c\n");
    CHECK(csv("") == "");
    CHECK(csv("a,\"b") == "csv.open_quote");
}

TEST_CASE("a CSV in any Unicode is read, one byte a letter too, anything else is refused") {
    CHECK(csv("\xEF\xBB\xBFhọ,tên") == "1:họ|tên\n");
    const std::string little{"\xFF\xFEh\0\xCD\x1E,\0t\0", 10};
    CHECK(csv(little) == "1:họ|t\n");
    const std::string big{"\xFE\xFF\0h\x1E\xCD\0,\0t", 10};
    CHECK(csv(big) == "1:họ|t\n");
    const std::string unmarked{"a\0,\0b\0\n\0c\0,\0d\0", 14};
    CHECK(csv(unmarked) == "1:a|b\n2:c|d\n");
    CHECK(csv("h\xe4,b") == "1:hä|b\n");
    CHECK(csv(std::string{"\xFF\xFE\0\xD8", 4}) == "csv.not_utf8");
}

TEST_CASE("a head is known with or without dấu, in short forms, under titles and in two lines") {
    CHECK(book().field_of("HỌ VÀ TÊN (chữ in hoa)") == "name");
    CHECK(book().field_of("Ngay sinh") == "born_on");
    CHECK(book().field_of("Số CMND/CCCD") == "national_id");
    CHECK(book().field_of("Nhận xét").empty());
    const std::vector<Line> lines{
        {1, texts({"DANH SÁCH ĐOÀN VIÊN ƯU TÚ"})},
        {3, texts({"TT", "Họ và tên", "Ngày sinh", "", "Chi bộ", "Ghi chú"})},
        {4, texts({"", "", "Nam", "Nữ", "", ""})},
        {5, texts({"1", "Lê Thị Thắm", "", "17/5/1996", "CB Khoa Nội 2"})}};
    const auto guess = guess_head(lines, book());
    CHECK(guess.line == 4);
    CHECK(fields_of(guess) == "ignore name born_male born_female unit note");
    CHECK(guess.columns[3].head == "Ngày sinh Nữ");
    CHECK(guess_head({{1, texts({"a", "b"})}}, book()).line == 0);
}

TEST_CASE("a second column of the same field is left for the reader to decide") {
    const auto guess = guess_head({{1, texts({"Họ tên", "Ngày sinh", "Năm sinh"})}}, book());
    CHECK(fields_of(guess) == "name born_on -");
}

TEST_CASE("a unit is found by name, code or short form, and the nearest one is offered") {
    auto units = sample_units();
    CHECK(units.find("CB khoa nội 2").body->id.value == "a1");
    CHECK(units.find("YT").body->id.value == "a");
    CHECK(units.find("Chi bộ Văn phòng").several);
    CHECK(units.find("Chi bộ Văn phòng, Đảng bộ Bưu điện").body->id.value == "b2");
    const auto unknown = units.find("Chi bộ Khoa Nôi III");
    CHECK(unknown.body == nullptr);
    CHECK(unknown.nearest->id.value == "a1");
    CHECK(units.find("Trường Đại học Xây dựng").nearest == nullptr);
}

TEST_CASE("a good row becomes a person without a word") {
    const auto row = read_row(
        {"name", "born_on", "sex", "unit", "ethnicity", "national_id"},
        texts({" Lê  Thị Thắm ", "17/5/1996", "Nữ", "khoa nội 2", "Tày", "008 196 001 234"}));
    CHECK(rules_of(row).empty());
    CHECK(row.who.org_id.value == "a1");
    const auto good = read_row(
        {"name", "born_on", "sex", "unit", "ethnicity", "national_id"},
        texts({" Lê  Thị Thắm ", "17/5/1996", "Nữ", "Chi bộ Khoa Nội 2", "Tày", "'008196001234"}));
    CHECK(rules_of(good).empty());
    CHECK(good.who.name == "Lê Thị Thắm");
    CHECK(good.who.born_on == "1996-05-17");
    CHECK(good.who.born_on_as_written == "17/5/1996");
    CHECK(good.who.org_id.value == "a1");
    CHECK(good.sensitive.national_id == "008196001234");
    CHECK(good.sensitive.ethnicity == "02");
}

TEST_CASE("every fault of a row is said at once") {
    const auto row = read_row({"name", "born_on", "sex", "unit", "ethnicity", "national_id"},
                              texts({"Hà Đức Thịnh", "31/02/1998", "đàn ông", "Trường Đại học",
                                     "Sao Hỏa", "8196001234x"}));
    CHECK(rules_of(row) ==
          "import.sex date.no_such_day person.national_id_digits "
          "import.unit_unknown import.not_in_list");
    CHECK(worst_level(row.findings) == "error");
}

TEST_CASE("what spreadsheets do to dates is seen: serials, months first, years alone") {
    const auto born = [](const std::string& text, Mapping mapping = {}) {
        mapping.org_id = "a1";
        return read_row({"name", "born_on"}, texts({"Lê Thị Thắm", text}), mapping);
    };
    const auto serial = born("35202");
    CHECK(rules_of(serial) == "import.serial_day");
    CHECK(serial.who.born_on == "1996-05-17");
    Mapping ours;
    ours.date_order = DateOrder::day_first;
    CHECK(rules_of(born("05/17/1996", ours)) == "date.month_first");
    Mapping american;
    american.date_order = DateOrder::month_first;
    CHECK(born("05/17/1996", american).who.born_on == "1996-05-17");
    CHECK(rules_of(born("1996")) == "import.year_only");
    CHECK(born("05/1996").who.born_on == "1996-05");
    CHECK(rules_of(born("17/5/96")) == "date.two_digit_year");
    CHECK(rules_of(born("17/5/2030")) == "date.future");
    CHECK(rules_of(read_row({"name", "born_on", "unit"}, texts({"Lê Thị Thắm", "", "yt", "x"}))) ==
          "field.required");
}

TEST_CASE("day and month are told by a number over twelve or by somebody, never guessed") {
    const auto born = [](const ooxml::Cell& cell, std::optional<DateOrder> order,
                         std::optional<bool> turn) {
        Mapping mapping;
        mapping.org_id = "a1";
        mapping.columns = {{0, "name", {}, {}, {}, {}}, {1, "born_on", {}, order, turn, {}}};
        auto units = sample_units();
        DateProof proof;
        ooxml::Cells cells{ooxml::text_cell("Lê Thị Thắm"), cell, ooxml::text_cell("x")};
        return RowReader{mapping, units, code_lists(), time::Date{2024, 8, 6}}.read(7, cells,
                                                                                    proof);
    };
    const auto said = [&](const char* text, std::optional<DateOrder> order = {}) {
        return born(ooxml::text_cell(text), order, {});
    };
    CHECK(said("05/17/1996").who.born_on == "1996-05-17");
    CHECK(said("17/05/1996").who.born_on == "1996-05-17");
    CHECK(said("05/05/1996").who.born_on == "1996-05-05");
    CHECK(rules_of(said("03/05/1996")) == "import.date_either");
    CHECK(said("03/05/1996").who.born_on.empty());
    CHECK(said("03/05/1996", DateOrder::day_first).who.born_on == "1996-05-03");
    CHECK(said("03/05/1996", DateOrder::month_first).who.born_on == "1996-03-05");
    CHECK(said("03/05/1996", DateOrder::month_first).who.born_on_as_written == "03/05/1996");
    CHECK(said("1996").who.born_on == "1996");
    CHECK(born(ooxml::date_cell("1996-03-05"), {}, true).who.born_on == "1996-05-03");
    CHECK(born(ooxml::date_cell("1996-03-05"), {}, {}).who.born_on == "1996-03-05");
}

TEST_CASE("a code that lost its zeros gets the width of the others only when that was said") {
    const auto coded = [](bool add) {
        Mapping mapping;
        mapping.add_lost_zero = add;
        mapping.org_id = "a1";
        mapping.columns = {{0, "name", {}, {}, {}, {}},
                           {1, "born_on", {}, {}, {}, {}},
                           {2, "code", {}, {}, {}, 5}};
        return read_row({}, texts({"Lê Thị Thắm", "1996", "123"}), mapping);
    };
    CHECK(rules_of(coded(false)) == "import.year_only import.code_zero");
    CHECK(coded(false).who.code == "123");
    CHECK(coded(true).who.code == "00123");
}

TEST_CASE("two columns for men and women give the date and the sex") {
    const auto row = read_row({"name", "born_male", "born_female", "unit"},
                              texts({"Lê Thị Thắm", "", "1996", "yt"}));
    CHECK(row.who.sex == "female");
    CHECK(row.who.born_on == "1996");
    const auto both = read_row({"name", "born_male", "born_female", "unit"},
                               texts({"Lê Thị Thắm", "1996", "1996", "yt"}));
    CHECK(rules_of(both).find("import.both_sexes") != std::string::npos);
    const auto crossed = read_row({"name", "born_on", "sex_male", "sex_female", "unit"},
                                  texts({"Lê Thị Thắm", "1996", "", "x", "yt"}));
    CHECK(crossed.who.sex == "female");
}

TEST_CASE("a lost zero is offered, and added when the reader said so") {
    const auto row = [](bool add) {
        Mapping mapping;
        mapping.add_lost_zero = add;
        return read_row({"name", "born_on", "unit", "national_id"},
                        texts({"Lê Thị Thắm", "17/5/1996", "yt", "8196001234"}), mapping);
    };
    CHECK(rules_of(row(false)) == "import.lost_zeros");
    CHECK(row(true).sensitive.national_id == "008196001234");
    CHECK(rules_of(read_row({"name", "born_on", "unit", "national_id"},
                            texts({"Lê Thị Thắm", "1990", "yt", "8196001234"}))) ==
          "import.year_only person.national_id_length");
    const auto eleven = [](bool add) {
        Mapping mapping;
        mapping.add_lost_zero = add;
        return read_row({"name", "born_on", "unit", "national_id"},
                        texts({"Lê Thị Thắm", "17/5/1996", "yt", "08196001234"}), mapping);
    };
    CHECK(rules_of(eleven(false)) == "import.lost_zero");
    CHECK(eleven(true).sensitive.national_id == "008196001234");
    CHECK(worst_level(eleven(true).findings) == "hint");
    CHECK(rules_of(read_row({"name", "born_on", "unit", "national_id"},
                            texts({"Lê Thị Thắm", "17/5/1996", "yt", "123456789"}))) ==
          "import.old_card");
}

TEST_CASE("names: two columns joined, look-alike letters mended, capitals only when asked") {
    const auto two = read_row({"family_name", "given_name", "born_on", "unit"},
                              texts({"Đặng Thị Ngọc", "Ánh", "1996", "yt"}));
    CHECK(two.who.name == "Đặng Thị Ngọc Ánh");
    const auto alike = read_row({"name", "born_on", "unit"}, texts({"Ðỗ Thị Oanh", "1996", "yt"}));
    CHECK(alike.who.name == "Đỗ Thị Oanh");
    CHECK(rules_of(alike).find("text.look_alike") != std::string::npos);
    Mapping mend;
    mend.mend_capitals = true;
    CHECK(read_row({"name", "born_on", "unit"}, texts({"TRẦN THỊ ÁNH", "1996", "yt"}), mend)
              .who.name == "Trần Thị Ánh");
    CHECK(read_row({"name", "born_on", "unit"}, texts({"TRẦN THỊ ÁNH", "1996", "yt"})).who.name ==
          "TRẦN THỊ ÁNH");
}

TEST_CASE("headings, sums and lines of column numbers are no people") {
    const std::vector<std::string> fields{"ignore", "name", "born_on", "unit"};
    for (const auto& cells :
         {texts({"I", "Đảng bộ Sở Y tế"}), texts({"1", "2", "3", "4"}),
          texts({"(1)", "(2)", "(3)", "(4)"}), texts({"", "Tổng số: 12 người"})}) {
        CAPTURE(joined(cells));
        CHECK_FALSE(read_row(fields, cells).person);
    }
    CHECK(read_row(fields, texts({"1", "Lê Thị Thắm", "", "yt"})).person);
}

TEST_CASE("the members of an alias shared by two groups are not guessed") {
    const auto row = read_row({"name", "born_on", "unit", "ethnicity"},
                              texts({"Lê Thị Thắm", "1996", "yt", "Thổ"}));
    CHECK(row.sensitive.ethnicity.empty() ==
          (rules_of(row).find("import.several") != std::string::npos));
    const auto other = read_row({"name", "born_on", "unit", "ethnicity"},
                                texts({"Lê Thị Thắm", "1996", "yt", "Triều Châu"}));
    CHECK(other.sensitive.ethnicity == "04");
    CHECK(rules_of(other).find("import.other_name") != std::string::npos);
}

TEST_CASE("a preview shows the head, the guess and rows without the numbers of people") {
    const Source sent{"Họ tên;Ngày sinh;CCCD\nLê Thị Thắm;17/5/1996;008196001234\n", Format::csv};
    const auto seen = preview(sent, 0, kit());
    REQUIRE(seen);
    CHECK(seen->head_line == 1);
    CHECK(seen->sample.at(0) ==
          std::vector<std::string>{"Lê Thị Thắm", "17/5/1996", "0*********34"});
    CHECK(preview(Source{"no head here\n1\n", Format::csv}, 0, kit()).error().key ==
          "import.no_head");
    CHECK_FALSE(preview(Source{"PK\x03\x04 broken", Format::xlsx}, 0, kit()));
}

TEST_CASE("an exported cell never becomes a formula, in either format") {
    const ExportSheet sheet{.name = "A", .heading = {}, .columns = {{"Tên"}, {"Số"}}};
    const auto rows = [](const RowOut& out) {
        out({ooxml::text_cell("=HYPERLINK(\"http://x\")"), ooxml::number_cell(-5)});
        out({ooxml::text_cell("@a"), ooxml::text_cell("-1+2")});
        out({ooxml::text_cell("a, \"b\""), ooxml::text_cell("\tc")});
    };
    CHECK(export_rows(sheet, Format::csv, rows) ==
          "\xEF\xBB\xBFTên,Số\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-5\r\n'@a,'-1+2\r\n"
          "\"a, \"\"b\"\"\",\"'\tc\"\r\n");
    const auto workbook = export_rows(sheet, Format::xlsx, rows);
    std::string read;
    const auto count =
        Source{workbook, Format::xlsx}.each_row(0, [&](std::int64_t, const ooxml::Cells& cells) {
            read += joined(cells) + "\n";
            return true;
        });
    REQUIRE(count);
    CHECK(read.find("=HYPERLINK(\"http://x\")|-5\n@a|-1+2\n") != std::string::npos);
}
