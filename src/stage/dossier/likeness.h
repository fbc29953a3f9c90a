// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

/// How alike two writings of one fact are. Pure; private to this slice.
namespace ketnap::dossier::checks {

/// From the same word to another one. Up to `spelling` nothing is wrong.
enum class Likeness {
    same,        ///< but for case, spaces, NFC or NFD
    look_alike,  ///< Ð or Ɖ typed for Đ
    spelling,    ///< the tone mark on the other vowel: hòa, hoà
    i_or_y,      ///< Kỳ, Kì: another letter of a name, perhaps the same word
    marks,       ///< tones, hats or đ differ
    letters
};

/// The first syllable that differs, as both write it, and the letter in it.
struct Difference {
    Likeness likeness = Likeness::same;
    std::size_t syllable = 0;  ///< from 1; 0 when nothing differs
    std::string left;
    std::string right;
    std::string left_letter;
    std::string right_letter;
};

Difference compare_words(std::string_view left, std::string_view right);

/// Addresses and titles: as compare_words, punctuation apart.
Difference compare_phrases(std::string_view left, std::string_view right);

/// Numbers of papers: "05 - NQ/CB" is "5-NQ/CB".
bool same_number(std::string_view left, std::string_view right);

}  // namespace ketnap::dossier::checks
