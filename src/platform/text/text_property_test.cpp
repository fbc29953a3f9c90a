// SPDX-License-Identifier: Apache-2.0
#include "platform/text/text.h"
#include "platform/text/utf8.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace ketnap;

namespace {

// Any text of any script, with more Vietnamese, marks and spaces than chance would bring.
rc::Gen<std::string> any_text() {
    const auto point = rc::gen::weightedOneOf<char32_t>(
        {{6, rc::gen::elementOf(std::u32string{U"aăâbdđeêghinoôơqtuưyAĐƠ ỳệộứạả'-"})},
         {2,
          rc::gen::elementOf(std::u32string{U"\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031B"})},
         {1, rc::gen::inRange<char32_t>(0x20, 0x2100)},
         {1, rc::gen::inRange<char32_t>(0x2100, 0xD800)},
         {1, rc::gen::inRange<char32_t>(0xE000, 0x110000)}});
    return rc::gen::map(rc::gen::container<std::vector<char32_t>>(point),
                        [](const std::vector<char32_t>& points) {
                            std::string out;
                            for (const auto p : points) {
                                text::append_code_point(out, p);
                            }
                            return out;
                        });
}

rc::Gen<std::string> any_bytes() {
    return rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

bool is_ascii(const std::string& key) {
    return std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace

TEST_CASE("folding what is folded changes nothing") {
    CHECK(rc::check([] {
        const auto once = text::fold(*any_text());
        RC_ASSERT(text::fold(once) == once);
    }));
}

TEST_CASE("composed and raw text have one fold, one order and one match key") {
    CHECK(rc::check([] {
        const auto raw = *any_text();
        const auto composed = text::nfc(raw);
        RC_ASSERT(text::nfc(composed) == composed);
        RC_ASSERT(text::fold(raw) == text::fold(composed));
        RC_ASSERT(text::sort_key(raw) == text::sort_key(composed));
        RC_ASSERT(text::match_key(raw) == text::match_key(composed));
    }));
}

TEST_CASE("sort keys are printable ASCII and do not depend on case") {
    CHECK(rc::check([] {
        const auto name = text::nfc(*any_text());
        RC_ASSERT(is_ascii(text::sort_key(name)));
        RC_ASSERT(is_ascii(text::sort_key_plain(name)));
        RC_ASSERT(text::sort_key_plain(text::lower(name)) == text::sort_key_plain(name));
    }));
}

TEST_CASE("a syllable before another is before it whatever follows") {
    const std::vector<std::string> rising = {"a",  "à",  "an", "ang", "ă",  "ăn", "â",   "ân",
                                             "d",  "dz", "đ",  "đa",  "ê",  "o",  "ô",   "ơ",
                                             "ôn", "u",  "ú",  "ụ",   "un", "ư",  "ứng", "y"};
    CHECK(rc::check([&] {
        const auto i = *rc::gen::inRange<std::size_t>(0, rising.size());
        const auto j = *rc::gen::inRange<std::size_t>(0, rising.size());
        const auto tail_a = *any_text();
        const auto tail_b = *any_text();
        const auto a = text::sort_key_plain(rising[i]);
        const auto b = text::sort_key_plain(rising[j]);
        RC_PRE(a < b);
        RC_ASSERT(text::sort_key_plain(rising[i] + " " + tail_a) <
                  text::sort_key_plain(rising[j] + " " + tail_b));
    }));
}

TEST_CASE("foreign bytes never throw, and what comes out is valid and stays the same") {
    CHECK(rc::check([] {
        const auto bytes = *any_bytes();
        for (const auto& out :
             {text::nfc(bytes), text::fold(bytes), text::clean_name(bytes), text::match_key(bytes),
              text::lower(bytes), text::trim(text::nfc(bytes))}) {
            RC_ASSERT(text::is_valid_utf8(out));
        }
        const auto clean = text::clean_name(bytes);
        RC_ASSERT(text::clean_name(clean) == clean);
        text::check_name(bytes, "name");
    }));
}

TEST_CASE("numbers are said differently when they differ") {
    CHECK(rc::check([](std::int64_t a, std::int64_t b) {
        RC_PRE(a != b);
        RC_ASSERT(text::number_words(a) != text::number_words(b));
    }));
}
