// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/likeness.h"

#include <doctest/doctest.h>

using namespace ketnap::dossier::checks;

namespace {

Likeness likeness(std::string_view left, std::string_view right) {
    return compare_words(left, right).likeness;
}

}  // namespace

TEST_CASE("case, spaces and decomposed letters make no other name") {
    CHECK(likeness("ĐẶNG  THỊ ÁNH", "Đặng Thị Ánh") == Likeness::same);
    CHECK(likeness("Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An") == Likeness::same);
    CHECK(likeness(" Lê An ", "Lê An") == Likeness::same);
}

TEST_CASE("variants of writing are told apart from other names") {
    CHECK(likeness("Trần Hoà", "Trần Hòa") == Likeness::spelling);
    CHECK(likeness("Ðặng An", "Đặng An") == Likeness::look_alike);
    CHECK(likeness("Ɖặng An", "Đặng An") == Likeness::look_alike);
    CHECK(likeness("Lê Kì Anh", "Lê Kỳ Anh") == Likeness::i_or_y);
    CHECK(likeness("Dặng An", "Đặng An") == Likeness::marks);
    CHECK(likeness("Lê Văn Hạnh", "Lê Văn Hanh") == Likeness::marks);
    CHECK(likeness("Trần Văn Kiêm", "Trần Văn Kiên") == Likeness::letters);
    CHECK(likeness("Quý", "Qúy") == Likeness::marks);
}

TEST_CASE("the difference names the syllable and the letter in it") {
    const auto letter = compare_words("NGUYỄN THỊ HẠNK DUYÊN", "Nguyễn Thị Hạnh Duyên");
    CHECK(letter.syllable == 3);
    CHECK(letter.left == "HẠNK");
    CHECK(letter.right == "Hạnh");
    CHECK(letter.left_letter == "k");
    CHECK(letter.right_letter == "h");
    const auto shorter = compare_words("Lê An", "Lê An Bình");
    CHECK(shorter.syllable == 3);
    CHECK(shorter.left.empty());
    CHECK(shorter.right == "Bình");
    const auto added = compare_words("Trần Hạn", "Trần Hạnh");
    CHECK(added.left_letter.empty());
    CHECK(added.right_letter == "h");
}

TEST_CASE("punctuation makes no other address, and spaces and zeros no other number") {
    CHECK(compare_phrases("Số 12, đường Lê Lợi", "Số 12 đường Lê Lợi").likeness == Likeness::same);
    CHECK(compare_phrases("Xã Hòa An", "Xã Hòa Ân").likeness == Likeness::marks);
    CHECK(same_number("05 - NQ/CB", "5-nq/cb"));
    CHECK_FALSE(same_number("15-NQ/CB", "5-NQ/CB"));
}
