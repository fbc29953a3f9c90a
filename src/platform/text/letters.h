// SPDX-License-Identifier: Apache-2.0
// What fold and sort_key know of a letter. Inside platform/text only.
#pragma once
#include <array>
#include <cstdint>

namespace ketnap::text {

/// In the order of Vietnamese lists.
enum class Tone : std::uint8_t { ngang, huyen, hoi, nga, sac, nang };

struct Letter {
    char32_t lower = 0;
    char32_t upper = 0;
    char32_t toneless = 0;        ///< lower case; ấ → â
    std::array<char, 3> ascii{};  ///< lower case without marks, "" when not Latin or a digit
    char variant = 0;             ///< sorts ă before â, đ after d: '{' or '|' after the base letter
    Tone tone = Tone::ngang;
    bool word = false;  ///< letter, digit or a mark of a non-Latin script
};

/// Code points from here on are asked of ICU one by one.
inline constexpr char32_t letter_table_end = 0x1F00;

Letter letter(char32_t point);
const std::array<Letter, letter_table_end>& letter_table();

inline bool is_latin_mark(char32_t point) {
    return point >= 0x0300 && point < 0x0370;
}

/// Space of any kind, and the tab and line ends of pasted cells.
inline bool is_space(char32_t point) {
    return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0xA0 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
           point == 0x202F || point == 0x205F || point == 0x3000;
}

inline bool is_apostrophe(char32_t point) {
    return point == '\'' || point == 0x2018 || point == 0x2019 || point == 0x02BC || point == '`' ||
           point == 0xB4;
}

}  // namespace ketnap::text
