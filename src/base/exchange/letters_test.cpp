// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/letters.h"

#include "base/exchange/exchange.h"
#include "base/exchange/legacy_file.h"
#include "platform/ooxml/zip_write.h"

#include <doctest/doctest.h>

using namespace ketnap;
using namespace ketnap::exchange;
using text::Encoding;

namespace {

const std::filesystem::path source{KETNAP_SOURCE_DIR};

const text::Legacy& legacy() {
    static const auto one = load_legacy(source / "data/text/legacy.json");
    return one;
}

Kit kit() {
    static const auto lists = lists::Lists::load(source / "data/lists");
    static const auto book = ColumnBook::load(source / "data/import/people_columns.json");
    return {lists, book, legacy()};
}

DateFacts dates(const std::vector<ooxml::Cell>& cells) {
    ColumnFacts facts{legacy()};
    for (const auto& cell : cells) {
        facts.add(cell);
    }
    return facts.dates();
}

// A workbook of one sheet whose second style is a font of TCVN3 and whose third string changes
// font.
std::string workbook() {
    const std::string fonts =
        R"(<styleSheet><fonts><font><name val="Arial"/></font><font><name val=".VnTimeH"/></font></fonts>)"
        R"(<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>)";
    const std::string strings =
        "<sst><si><t>n\xC2\xAD</t></si><si><r><rPr><rFont val=\"VNI-Times\"/></rPr><t>Ha\xC3\xB8"
        "</t></r></si><si><r><rPr><rFont val=\"VNI-Times\"/></rPr><t>a</t></r>"
        "<r><rPr><rFont val=\"Arial\"/></rPr><t>b</t></r></si></sst>";
    const std::string sheet =
        R"(<worksheet><sheetData><row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)"
        R"(<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>0</v></c></row></sheetData></worksheet>)";
    ooxml::ZipWriter zip;
    zip.add("xl/workbook.xml", R"(<workbook><sheets><sheet name="a" id="s"/></sheets></workbook>)");
    zip.add("xl/_rels/workbook.xml.rels",
            R"(<r><Relationship Id="s" Type="/worksheet" Target="s.xml"/>)"
            R"(<Relationship Id="t" Type="/sharedStrings" Target="t.xml"/>)"
            R"(<Relationship Id="y" Type="/styles" Target="y.xml"/></r>)");
    zip.add("xl/s.xml", sheet);
    zip.add("xl/t.xml", strings);
    zip.add("xl/y.xml", fonts);
    return zip.finish();
}

}  // namespace

TEST_CASE("fonts of old letters are known by their names") {
    CHECK(legacy().of_font(".VnTime") == text::FontHint{Encoding::tcvn3, false});
    CHECK(legacy().of_font(".VnTimeH") == text::FontHint{Encoding::tcvn3, true});
    CHECK(legacy().of_font("VNI-Times") == text::FontHint{Encoding::vni, false});
    CHECK(legacy().of_font("Times New Roman") == text::FontHint{});
}

TEST_CASE("the font of a cell comes with it, that of its parts first") {
    std::string kinds;
    const auto read = Source{workbook(), Format::xlsx}.each_row(
        0,
        [&](std::int64_t, const ooxml::Cells& cells) {
            for (const auto& cell : cells) {
                kinds += std::to_string(cell.font) + " ";
            }
            return true;
        },
        font_kind(legacy()));
    REQUIRE(read);
    CHECK(kinds == "2 3 255 0 ");
    CHECK(read_as(legacy(), "n\u00AD", TextAs::tcvn3, hint_of(2)) == "NƯ");
}

TEST_CASE("words are told from what cannot be Vietnamese") {
    for (const auto* word : {"Nguyễn", "quý", "GIÀ", "gìn", "ơi", "thuở", "khuya", "uyên"}) {
        CAPTURE(word);
        CHECK(legacy().is_syllable(word));
    }
    for (const auto* word : {"NguyÔn", "Traàn", "V¨n", "tràc", "bàá", "ễn1"}) {
        CAPTURE(word);
        CHECK_FALSE(legacy().is_syllable(word));
    }
}

TEST_CASE("the order of day and month is proven by the column, or stays open") {
    using ooxml::text_cell;
    CHECK(dates({text_cell("3/2/2001"), text_cell("25/2/2001")}).proven() == DateOrder::day_first);
    CHECK(dates({text_cell("3/2/2001"), text_cell("2/25/2001")}).proven() ==
          DateOrder::month_first);
    CHECK_FALSE(dates({text_cell("3/2/2001"), text_cell("5/5/2001")}).proven());
    CHECK_FALSE(dates({text_cell("25/2/2001"), text_cell("2/25/2001")}).proven());
    CHECK(dates({text_cell("5/5/2001")}).both_ways == 0);
}

TEST_CASE("days that a program in another country changed over are seen") {
    using ooxml::date_cell;
    using ooxml::text_cell;
    CHECK(dates({date_cell("2001-03-02"), date_cell("2001-01-12"), date_cell("2001-05-07"),
                 text_cell("25/2/2001")})
              .turned);
    CHECK_FALSE(dates({date_cell("2001-03-02"), date_cell("2001-01-13"), date_cell("2001-05-07"),
                       text_cell("25/2/2001")})
                    .turned);
}

TEST_CASE("a text file of one byte a letter is read whole: head, sample and proposal") {
    const Source sent{
        "Hä vµ tªn;Ngµy sinh;Chi bé\nNguyÔn V¨n Tó;17/5/1996;Chi bé 1\n"
        "TrÇn ThÞ Hång;3/2/1990;Chi bé 1\n§ç §øc L­u;1990;Chi bé 2\n",
        Format::csv};
    const auto seen = preview(sent, 0, kit());
    REQUIRE(seen);
    CHECK(seen->columns.at(0).column.field == "name");
    CHECK(seen->columns.at(0).column.head == "Họ và tên");
    CHECK(seen->columns.at(0).text.as == TextAs::tcvn3);
    CHECK(seen->columns.at(2).text.as == TextAs::tcvn3);
    CHECK(seen->columns.at(0).text.samples.front().tcvn3 == "Nguyễn Văn Tú");
    CHECK(seen->sample.at(2).front() == "Đỗ Đức Lưu");
    CHECK(mapping_of(*seen, 0).columns.at(1).date_order == DateOrder::day_first);
}
