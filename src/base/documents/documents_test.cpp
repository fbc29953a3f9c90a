// SPDX-License-Identifier: Apache-2.0
#include "base/documents/documents.h"

#include "base/documents/compose.h"
#include "base/documents/golden_case.h"
#include "base/documents/layout.h"
#include "platform/pdf/pdf.h"
#include "platform/vocabulary/errors.h"
#include "platform/vocabulary/file.h"
#include "support/poppler.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ketnap;
using namespace ketnap::documents;

namespace {

constexpr double pt_per_mm = 72 / 25.4;

Paper decision() {
    return paper_of(read_own_file("golden/decision.paper.json"));
}

Paper of_layout(const std::string& id) {
    auto paper = decision();
    paper.layout = id;
    return paper;
}

std::string text_of(const Paper& paper) {
    return support::pdf_text(to_pdf(*test_library(), {&paper, 1}));
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

support::PdfWord word(const std::vector<support::PdfWord>& words, const std::string& text) {
    const auto found = std::ranges::find(words, text, &support::PdfWord::text);
    REQUIRE_MESSAGE(found != words.end(), text);
    return *found;
}

}  // namespace

TEST_CASE("numbers are padded below ten, days below ten and the months 1 and 2 too") {
    CHECK(number_text(1, "QĐ", "ĐUK") == "01-QĐ/ĐUK");
    CHECK(number_text(105, "KH", "ĐUK") == "105-KH/ĐUK");
    CHECK(place_and_date("Hà Nội", "2026-02-03") == "Hà Nội, ngày 03 tháng 02 năm 2026");
    CHECK(place_and_date("Hà Nội", "2026-11-30") == "Hà Nội, ngày 30 tháng 11 năm 2026");
    CHECK(place_and_date("", "2026-03-26") == "ngày 26 tháng 3 năm 2026");
    CHECK(place_and_date("", "") == "");
}

TEST_CASE("a decision of the Party is one page with every part in its place") {
    const auto paper = decision();
    const auto pdf = to_pdf(*test_library(), {&paper, 1});
    REQUIRE(support::pdf_pages(pdf).size() == 1);
    const auto words = support::pdf_boxes(pdf);
    // Left block and right block begin on the same line at the upper margin.
    CHECK(word(words, "CỘNG").top == doctest::Approx(word(words, "BỘ").top).epsilon(0.05));
    CHECK(word(words, "CỘNG").top >= 20 * pt_per_mm - 1);
    CHECK(word(words, "BỘ").right < word(words, "CỘNG").left);
    // The day stands below the title, the star below the issuer, the number below the star.
    CHECK(word(words, "Giang,").top > word(words, "CỘNG").bottom);
    CHECK(word(words, "*").top > word(words, "KHỐI").top);
    CHECK(word(words, "214-QĐ/ĐUK").top > word(words, "*").top);
    // The first line of a paragraph stands 10 mm inside the left margin.
    CHECK(word(words, "-").left == doctest::Approx((30 + 10) * pt_per_mm).epsilon(0.01));
    CHECK(std::ranges::max(words, {}, &support::PdfWord::right).right <=
          (210 - 15) * pt_per_mm + 0.5);
    CHECK(word(words, "T/M").left > 105 * pt_per_mm);
    CHECK(word(words, "Nơi").left == doctest::Approx(30 * pt_per_mm).epsilon(0.01));
}

TEST_CASE("the rule under the title is exactly as long as its text") {
    const auto document = compose(*test_library(), decision());
    const auto& head = std::get<flow::Table>(document.sections[0].blocks[0]);
    const auto& title = std::get<flow::Paragraph>(head.rows[0][1].content[0]);
    CHECK(title.runs[0].text == "ĐẢNG CỘNG SẢN VIỆT NAM");
    CHECK(title.runs[0].size_pt == 15);
    CHECK(title.runs[0].bold);
    CHECK(title.rule_mm == doctest::Approx(pdf::width_mm(title.runs[0])));
    CHECK(head.widths_mm[0] + head.widths_mm[1] == doctest::Approx(165));
}

TEST_CASE("each regime writes its own title, star, number and prefix") {
    const auto party = text_of(of_layout("dang_2018"));
    CHECK(holds(party, "Số 214-QĐ/ĐUK"));
    CHECK(holds(party, "T/M BAN THƯỜNG VỤ"));
    const auto league = text_of(of_layout("doan_2013"));
    CHECK(holds(league, "ĐOÀN TNCS HỒ CHÍ MINH"));
    CHECK(holds(league, "***"));
    CHECK(holds(league, "Số: 214-QĐ/ĐUK"));
    CHECK(holds(league, "TM. BAN THƯỜNG VỤ"));
    const auto state = text_of(of_layout("nd30_2020"));
    CHECK(holds(state, "Độc lập - Tự do - Hạnh phúc"));
    CHECK_FALSE(holds(state, "*"));
    CHECK(holds(text_of(of_layout("dang_2026")), "có hiệu lực từ ngày ký."));
}

TEST_CASE("a joint paper carries two signature blocks, each with its own prefix") {
    auto paper = decision();
    paper.signatures = {
        {Authority::own, "", "TRƯỞNG BAN TỔ CHỨC", "Lò Thị Út", ""},
        {Authority::on_behalf, "BAN THƯỜNG VỤ ĐOÀN KHỐI", "BÍ THƯ", "Vàng A Páo", "doan_2013"}};
    const auto text = text_of(paper);
    CHECK(holds(text, "TM. BAN THƯỜNG VỤ"));
    CHECK(holds(text, "TRƯỞNG BAN TỔ CHỨC"));
    CHECK(holds(text, "Nơi nhận:"));
    // A post that stands alone is bold, one below an authority line is not.
    const auto html = to_html(*test_library(), paper);
    CHECK(holds(html, "<p class=\"post alone\">TRƯỞNG BAN TỔ CHỨC</p>"));
    CHECK(holds(html, "<p class=\"post\">BÍ THƯ</p>"));
}

TEST_CASE("a công văn has its subject below the number and no name of a type") {
    auto paper = decision();
    paper.type_name.clear();
    paper.subject = "giới thiệu quần chúng ưu tú";
    CHECK(holds(text_of(paper), "V/v giới thiệu quần chúng ưu tú"));
    paper.layout = "dang_2026";
    CHECK(holds(text_of(paper), "về việc giới thiệu quần chúng ưu tú"));
}

TEST_CASE("no signature stands alone on a page") {
    for (int more = 0; more < 16; ++more) {
        auto paper = decision();
        for (int i = 0; i < more; ++i) {
            paper.blocks.emplace_back(Paragraph{ParagraphKind::body, {{.text = "Thêm một dòng"}}});
        }
        paper.blocks.emplace_back(Paragraph{ParagraphKind::body, {{.text = "Câu cuối cùng."}}});
        for (const auto& page : support::pdf_pages(to_pdf(*test_library(), {&paper, 1}))) {
            CAPTURE(more);
            CHECK(holds(page, "Cao Viết Sáu") == holds(page, "Câu cuối cùng."));
        }
    }
}

TEST_CASE("what a person typed is text and never markup or a field") {
    auto fields = Fields{};
    fields.values = {
        {"list_title", "A"}, {"list_title_upper", "A"}, {"list_subject", "**x** {y} <b>"},
        {"count", "0"},      {"superior", ""},          {"issuer", "ĐẢNG ỦY"},
        {"place", "Hà Nội"}, {"dated", "2026-01-01"}};
    fields.tables["rows"] = Table{{{"Họ tên", 1, CellAlign::left}}, {{"__a__ & <i>"}}, 12, false};
    const auto paper = fill(*test_library(), "generic_list", fields);
    CHECK(paper.subject == "**x** {y} <b>");
    const auto html = to_html(*test_library(), paper);
    CHECK(holds(html, "**x** {y} &lt;b&gt;"));
    CHECK(holds(html, "__a__ &amp; &lt;i&gt;"));
    fields.values.erase("count");
    CHECK_THROWS_AS((void)fill(*test_library(), "generic_list", fields), BrokenAssumption);
    CHECK_THROWS_AS((void)fill(*test_library(), "no_such_paper", fields), NotFound);
}

TEST_CASE("every template names its source and a layout that exists") {
    const auto all = templates(*test_library());
    CHECK(all.size() >= 9);
    for (const auto& one : all) {
        CAPTURE(one.id);
        CHECK_FALSE(one.title.empty());
        CHECK_FALSE(one.layout.empty());
    }
}
