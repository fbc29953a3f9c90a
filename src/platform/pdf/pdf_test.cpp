// SPDX-License-Identifier: Apache-2.0
#include "platform/pdf/pdf.h"

#include "support/poppler.h"

#include <doctest.h>

#include <thread>

using namespace ketnap;
using flow::Align;

namespace {

flow::Document one_page(std::vector<flow::Block> blocks) {
    return {"Thử", {{{}, std::move(blocks)}}};
}

flow::Paragraph body(std::string text) {
    auto p = flow::paragraph(std::move(text), 14, Align::justify);
    p.first_mm = 10;
    p.line_pt = 19;
    p.before_pt = 6;
    return p;
}

const std::string long_text =
    "Đảng bộ tỉnh tổ chức lễ kết nạp đảng viên theo đúng quy định của Điều lệ Đảng trong thời hạn "
    "ba mươi ngày làm việc, kể từ ngày nhận được quyết định; phân công đảng viên chính thức giúp "
    "đỡ đảng viên dự bị trong thời gian mười hai tháng. ";

}  // namespace

TEST_CASE("Vietnamese text of a page can be searched as it was written") {
    const std::string text = "Đặng Thị Ánh Nguyệt ưỡn ễ ỷ ỗ ự, H'Riêng Niê Kđăm";
    const auto pdf = pdf::write(one_page({flow::paragraph(text, 14, Align::left)}));
    CHECK(support::pdf_text(pdf).find(text) != std::string::npos);
}

TEST_CASE("the same document gives the same bytes, from any thread") {
    const auto document = one_page({body(long_text + long_text)});
    const auto first = pdf::write(document);
    std::string second;
    std::thread([&] { second = pdf::write(document); }).join();
    CHECK(first == second);
}

TEST_CASE("codes and dates are never broken over two lines") {
    for (int words = 4; words < 24; ++words) {
        std::string text;
        for (int i = 0; i < words; ++i) {
            text += "ông ";
        }
        text += "số 105-QĐ/ĐUK, ngày 26/03/1931 của cấp ủy";
        const auto lines = support::pdf_text(pdf::write(one_page({body(text)})));
        CAPTURE(words);
        CHECK(lines.find("105-QĐ/ĐUK") != std::string::npos);
        CHECK(lines.find("26/03/1931") != std::string::npos);
    }
}

TEST_CASE("pages are numbered from the second one, each section from 1") {
    std::vector<flow::Block> many;
    for (int i = 0; i < 40; ++i) {
        many.emplace_back(body("Đoạn văn. " + long_text));
    }
    const flow::Document document{"Thử", {{{}, many}, {{}, many}}};
    const auto pages = support::pdf_pages(pdf::write(document));
    REQUIRE(pages.size() > 4);
    CHECK(pages[0].rfind("Đoạn", 0) != std::string::npos);
    CHECK(pages[1].substr(0, 2) == "2\n");
    CHECK(pages[2].substr(0, 2) == "3\n");
    const auto second_section = pages.size() / 2;
    CHECK(pages[second_section].substr(0, 2) != std::to_string(second_section + 1) + "\n");
    CHECK(pages[second_section + 1].substr(0, 2) == "2\n");
}

TEST_CASE("the head of a table stands on every page and rows are never torn") {
    flow::Table table;
    table.widths_mm = {15, 150};
    table.head_rows = 1;
    const auto cell = [](const std::string& text) {
        return flow::Cell{{flow::paragraph(text, 12, Align::left)}, 1};
    };
    table.rows.push_back({cell("STT"), cell("Họ và tên")});
    for (int i = 1; i <= 120; ++i) {
        table.rows.push_back({cell(std::to_string(i)), cell(long_text)});
    }
    const auto pages = support::pdf_pages(pdf::write(one_page({table})));
    REQUIRE(pages.size() > 5);
    for (const auto& page : pages) {
        CHECK(page.find("Họ và tên") != std::string::npos);
        const auto count = [&](const std::string& word) {
            std::size_t n = 0;
            for (auto at = page.find(word); at != std::string::npos; at = page.find(word, at + 1)) {
                ++n;
            }
            return n;
        };
        CHECK(count("Đảng bộ tỉnh") == count("mười hai tháng"));
    }
}

TEST_CASE("text keeps within the margins of the page") {
    const auto boxes = support::pdf_boxes(pdf::write(one_page({body(long_text + long_text)})));
    REQUIRE_FALSE(boxes.empty());
    for (const auto& word : boxes) {
        CHECK(word.left >= 30 * 72 / 25.4 - 0.1);
        CHECK(word.right <= (210 - 15) * 72 / 25.4 + 0.1);
        CHECK(word.top >= 20 * 72 / 25.4 - 0.1);
    }
    CHECK(boxes.front().left == doctest::Approx(40 * 72 / 25.4).epsilon(0.001));
}

TEST_CASE("what must stay with the next line is carried over with it") {
    std::vector<flow::Block> blocks;
    for (int i = 0; i < 26; ++i) {
        blocks.emplace_back(body("Dòng đầu."));
    }
    auto heading = body("Tiêu đề");
    heading.keep_next = true;
    for (int fill = 0; fill < 4; ++fill) {
        auto some = blocks;
        for (int i = 0; i < fill; ++i) {
            some.emplace_back(body("Thêm."));
        }
        some.emplace_back(heading);
        some.emplace_back(body("Kết. " + long_text));
        for (const auto& page : support::pdf_pages(pdf::write(one_page(some)))) {
            CAPTURE(fill);
            CHECK((page.find("Tiêu đề") == std::string::npos) ==
                  (page.find("Kết.") == std::string::npos));
        }
    }
}

TEST_CASE("a run is measured and no font is missing") {
    CHECK(pdf::missing_fonts().empty());
    const double width =
        pdf::width_mm({.text = "ĐẢNG CỘNG SẢN VIỆT NAM", .size_pt = 15, .bold = true});
    CHECK(width > 70);
    CHECK(width < 76);
}

TEST_CASE("a page can be seen as a picture, and one that is not there gives none") {
    const auto document = one_page({body(long_text)});
    const auto first = pdf::picture(document, 1, 96);
    CHECK(first.pages == 1);
    CHECK(first.png.substr(1, 3) == "PNG");
    // A4 at 96 dots an inch: 794 × 1123, big-endian in the header.
    CHECK(first.png.substr(16, 8) == std::string("\x00\x00\x03\x1a\x00\x00\x04\x63", 8));
    const auto none = pdf::picture(document, 2, 96);
    CHECK(none.pages == 1);
    CHECK(none.png.empty());
}
