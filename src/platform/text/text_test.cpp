// SPDX-License-Identifier: Apache-2.0
#include "platform/text/text.h"

#include "platform/text/secret_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

using namespace ketnap;

namespace {

std::vector<std::vector<std::string>> table(const char* name) {
    std::ifstream in{std::string{KETNAP_SOURCE_DIR} + "/data/text/" + name};
    REQUIRE(in);
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        rows.emplace_back();
        for (std::size_t at = 0; at <= line.size();) {
            const auto end = std::min(line.find(',', at), line.size());
            rows.back().push_back(line.substr(at, end - at));
            at = end + 1;
        }
    }
    return rows;
}

std::vector<std::string> in_order(std::vector<std::string> names,
                                  std::string (*key)(std::string_view)) {
    std::sort(names.begin(), names.end(), [&](const std::string& a, const std::string& b) {
        return std::pair{key(a), a} < std::pair{key(b), b};
    });
    return names;
}

// "ệ" as bytes of its decomposed form, from the hex column of letters.csv.
std::string decomposed(const std::string& hex) {
    std::string out;
    for (std::size_t at = 0; at < hex.size(); at += 5) {
        const auto point = std::stoul(hex.substr(at, 4), nullptr, 16);
        if (point < 0x80) {
            out += static_cast<char>(point);
        } else {
            out += static_cast<char>(0xC0U | (point >> 6U));
            out += static_cast<char>(0x80U | (point & 0x3FU));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("each of the 134 Vietnamese letters folds to its plain letter, composed or not") {
    const auto rows = table("letters.csv");
    CHECK(rows.size() == 134);
    for (const auto& row : rows) {
        CAPTURE(row[0]);
        CHECK(text::fold(row[0]) == text::lower(row[4]));
        CHECK(text::nfc(decomposed(row[5])) == row[0]);
        CHECK(text::fold(decomposed(row[5])) == text::lower(row[4]));
        CHECK(text::sort_key(decomposed(row[5])) == text::sort_key(row[0]));
        CHECK(text::lower(text::upper(row[0])) == text::lower(row[0]));
        CHECK(text::upper(text::lower(row[0])) == text::upper(row[0]));
    }
}

TEST_CASE("the search form is without dấu, in lower case and with single spaces") {
    CHECK(text::fold("Đặng Thị Ánh") == "dang thi anh");
    CHECK(text::fold("  Đặng \t Thị   Ánh ") == "dang thi anh");
    CHECK(text::fold("hòa") == text::fold("hoà"));
    CHECK(text::fold("hòa") == text::fold("Hoa"));
    CHECK(text::fold("H'Hen Niê") == "hhen nie");
    CHECK(text::fold("H’Hen Niê") == "hhen nie");
    CHECK(text::fold("Khơ-me") == "kho me");
    CHECK(text::fold("(Gia-rai/Gia Rai), 12.") == "gia rai gia rai 12");
    CHECK(text::fold("ÐẶNG Ɖức ðông") == "dang duc dong");
    CHECK(text::fold("") == "");
    CHECK(text::fold(" -- ") == "");
    CHECK(text::fold("Æsop Straße") == "aesop strasse");
}

TEST_CASE("Nguyễn is six code points composed and eight decomposed") {
    const std::string composed = "Nguyễn";
    const std::string apart = "Nguye\u0302\u0303n";
    CHECK(text::length(composed) == 6);
    CHECK(text::length(apart) == 8);
    CHECK(text::nfc(apart) == composed);
    CHECK(text::nfc("Nguyê\u0303n") == composed);
}

TEST_CASE("tones follow ngang huyền hỏi ngã sắc nặng, letters the Vietnamese alphabet") {
    const std::vector<std::string> tones = {"ma", "mà", "mả", "mã", "má", "mạ"};
    CHECK(in_order({"mạ", "má", "mã", "mả", "mà", "ma"}, text::sort_key) == tones);
    std::vector<std::string> alphabet = {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g",
                                         "h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p",
                                         "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"};
    auto shuffled = alphabet;
    std::reverse(shuffled.begin(), shuffled.end());
    CHECK(in_order(shuffled, text::sort_key_plain) == alphabet);
    CHECK(text::sort_key_plain("dz") < text::sort_key_plain("đa"));
    CHECK(text::sort_key_plain("MÀ") == text::sort_key_plain("mà"));
}

TEST_CASE("lists compare syllable by syllable, not all letters before all tones") {
    const std::vector<std::string> expected = {"Lan Anh", "Lan Bình", "Lán Anh"};
    CHECK(in_order({"Lán Anh", "Lan Bình", "Lan Anh"}, text::sort_key_plain) == expected);
}

TEST_CASE("people are listed by tên, then họ, then đệm") {
    const std::vector<std::string> expected = {"Nguyễn Bá An", "Nguyễn Văn An", "Phạm An",
                                               "Trần Văn An",  "Lê Đức Anh",    "Đỗ Ánh",
                                               "Nguyễn Thị Ân"};
    auto names = expected;
    std::reverse(names.begin(), names.end());
    CHECK(in_order(names, text::sort_key) == expected);
}

TEST_CASE("names without họ and tên are ordered as they are read") {
    CHECK(text::sort_key("H'Hen Niê") == text::sort_key_plain("H'Hen Niê"));
    CHECK(text::sort_key("Y Thông") == text::sort_key_plain("Y Thông"));
    CHECK(text::sort_key("K'Ho") == text::sort_key_plain("K'Ho"));
    CHECK(text::sort_key("Ánh") == text::sort_key_plain("Ánh"));
    CHECK(text::sort_key("Nguyễn Văn An") != text::sort_key_plain("Nguyễn Văn An"));
    CHECK(text::sort_key("").empty());
}

TEST_CASE("numbers in names of units are ordered by value") {
    const std::vector<std::string> expected = {"Chi bộ 2", "Chi bộ 10", "Chi bộ 11A", "Chi bộ 11B",
                                               "Chi bộ A"};
    auto names = expected;
    std::reverse(names.begin(), names.end());
    CHECK(in_order(names, text::sort_key_plain) == expected);
}

TEST_CASE("both placements of the tone mark are one match key, and qu is never rewritten") {
    const auto rows = table("tone_placement.csv");
    CHECK(rows.size() == 45);
    for (const auto& row : rows) {
        CAPTURE(row[0]);
        CHECK(text::match_key("H" + row[0]) == text::match_key("H" + row[1]));
    }
    CHECK(text::match_key("Nguyễn  Thị HÒA") == "nguyễn thị hoà");
    CHECK(text::match_key("Hoàn") == "hoàn");
    CHECK(text::match_key("suýt") == "suýt");
    CHECK(text::match_key("Quý") == "quý");
    CHECK(text::match_key("Qúy") == "qúy");
    CHECK(text::match_key("quà") == "quà");
    CHECK(text::match_key("già") == "già");
    CHECK(text::match_key("gìn") == "gìn");
    CHECK(text::match_key("bịa") == "bịa");
    CHECK(text::match_key("hòa") != text::match_key("hóa"));
    CHECK(text::match_key("Lý") != text::match_key("Lí"));
    CHECK(text::match_key("H’Hen Niê") == text::match_key("H'Hen Niê"));
    CHECK(text::match_key("Hòa-Bình") == "hoà-bình");
}

TEST_CASE("bidi, zero-width and control characters in a name are refused") {
    const auto rule = [](std::string_view name) {
        const auto findings = text::check_name(name, "name");
        return findings.empty() ? std::string{} : findings.front().rule;
    };
    CHECK(rule("Nguyễn Văn An").empty());
    CHECK(rule("").empty());
    CHECK(rule(" An\t").empty());
    CHECK(rule("An\u202Egnad") == "text.bidi");
    CHECK(rule("\u2067An") == "text.bidi");
    CHECK(rule("A\u200Bn") == "text.zero_width");
    CHECK(rule("\uFEFFAn") == "text.zero_width");
    CHECK(rule(std::string{"A\0n", 3}) == "text.control");
    CHECK(rule("A\x1b[31mn") == "text.control");
    CHECK(rule("A\xC3(") == "text.utf8");
    CHECK(rule("\xED\xA0\x80") == "text.utf8");
}

TEST_CASE("look-alikes of Đ are reported with the letter meant, and folded when cleaned") {
    const auto findings = text::check_name("ÐẶNG ÐỨC", "name");
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].level == Level::warning);
    CHECK(findings[0].rule == "text.look_alike");
    CHECK(findings[0].values == std::vector<std::string>{"Ð", "Đ"});
    CHECK(findings[0].where.at(0).field == "name");
    CHECK(text::clean_name("ÐẶNG  ÐỨC ") == "ĐẶNG ĐỨC");
    CHECK(text::clean_name("ðông Ɖoài") == "đông Đoài");
    CHECK(text::clean_name(" Nguye\u0302\u0303n\u00A0 Hoà ") == "Nguyễn Hoà");
    CHECK(text::clean_name("A\u200Bn\n\u202EBình") == "An Bình");
}

TEST_CASE("trimming takes every kind of white space") {
    CHECK(text::trim(" \u00A0\u3000An Bình\u2003\n") == "An Bình");
    CHECK(text::trim(" \t ").empty());
    CHECK(text::trim("").empty());
}

TEST_CASE("thousands are parted by points") {
    CHECK(text::number_vn(0) == "0");
    CHECK(text::number_vn(999) == "999");
    CHECK(text::number_vn(1'234'567) == "1.234.567");
    CHECK(text::number_vn(-1'000) == "-1.000");
    CHECK(text::number_vn(INT64_MIN) == "-9.223.372.036.854.775.808");
}

TEST_CASE("numbers are said the Northern way") {
    const std::pair<std::int64_t, const char*> said[] = {
        {0, "không"},
        {4, "bốn"},
        {5, "năm"},
        {10, "mười"},
        {11, "mười một"},
        {14, "mười bốn"},
        {15, "mười lăm"},
        {20, "hai mươi"},
        {21, "hai mươi mốt"},
        {24, "hai mươi tư"},
        {25, "hai mươi lăm"},
        {55, "năm mươi lăm"},
        {100, "một trăm"},
        {101, "một trăm linh một"},
        {105, "một trăm linh năm"},
        {110, "một trăm mười"},
        {115, "một trăm mười lăm"},
        {404, "bốn trăm linh bốn"},
        {1'000, "một nghìn"},
        {1'001, "một nghìn không trăm linh một"},
        {1'010, "một nghìn không trăm mười"},
        {5'356, "năm nghìn ba trăm năm mươi sáu"},
        {1'005'000, "một triệu không trăm linh năm nghìn"},
        {1'000'000'005, "một tỷ không trăm linh năm"},
        {2'000'000'000'000, "hai nghìn tỷ"},
        {1'000'000'000'000'000'000, "một tỷ tỷ"},
        {-15, "âm mười lăm"},
    };
    for (const auto& [number, words] : said) {
        CHECK(text::number_words(number) == words);
    }
}

TEST_CASE("money lines begin with a capital, end with đồng and say bốn") {
    CHECK(text::money_words(24'500'000) == "Hai mươi bốn triệu năm trăm nghìn đồng");
    CHECK(text::money_words(0) == "Không đồng");
    CHECK(text::money_words(1) == "Một đồng");
    CHECK(text::money_words(-1) == "Âm một đồng");
}

TEST_CASE("a degree of secrecy is known as papers write it, and a name or a password is not one") {
    for (const auto* marked :
         {"MẬT", "  MẬT  ", "Báo cáo\nMẬT\nsố 5", "TỐI MẬT", "tuyệt mật", "Công văn MẬT số 12",
          "Độ mật: A", "Theo tài liệu (Tối mật) của tỉnh"}) {
        CAPTURE(marked);
        CHECK(text::has_secret_words(marked));
    }
    for (const auto* plain :
         {"", "NGUYỄN THỊ MẬT", "Nguyễn Thị Mật", "giữ bí mật của Đảng", "BÍ MẬT", "bảo mật",
          "mật khẩu", "MẬT KHẨU", "mật độ dân số", "cơ mật", "mật ong", "Mạt", "chất lượng mật"}) {
        CAPTURE(plain);
        CHECK_FALSE(text::has_secret_words(plain));
    }
}
