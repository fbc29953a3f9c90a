// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/likeness.h"

#include "platform/text/text.h"
#include "platform/text/utf8.h"

#include <algorithm>
#include <array>
#include <vector>

namespace ketnap::dossier::checks {

namespace {

std::vector<std::string> syllables(std::string_view text) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c != ' ') {
            out.back() += c;
        } else if (!out.back().empty()) {
            out.emplace_back();
        }
    }
    if (out.back().empty()) {
        out.pop_back();
    }
    return out;
}

/// Lower case and single spaces, look-alikes as they stand.
std::string plain(std::string_view text) {
    std::string out;
    for (const auto& syllable : syllables(text::lower(text::trim(text::nfc(text))))) {
        out += out.empty() ? syllable : " " + syllable;
    }
    return out;
}

/// y as i, with its tone: "kỳ" → "kì".
std::string with_i(std::string_view text) {
    constexpr std::u32string_view from = U"yýỳỷỹỵ";  // allow(vietnamese): letters, not words
    constexpr std::u32string_view to = U"iíìỉĩị";    // allow(vietnamese): letters, not words
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = text::next_code_point(text, at);
        const auto found = from.find(point);
        text::append_code_point(out, found == std::u32string_view::npos ? point : to[found]);
    }
    return out;
}

/// The first letter in which two syllables differ; empty where one has ended.
void find_letter(Difference& difference) {
    const std::string left = text::lower(difference.left);
    const std::string right = text::lower(difference.right);
    std::size_t a = 0;
    std::size_t b = 0;
    while (a < left.size() || b < right.size()) {
        std::string one;
        std::string other;
        if (a < left.size()) {
            text::append_code_point(one, text::next_code_point(left, a));
        }
        if (b < right.size()) {
            text::append_code_point(other, text::next_code_point(right, b));
        }
        if (one != other) {
            difference.left_letter = one;
            difference.right_letter = other;
            return;
        }
    }
}

Likeness likeness_of(std::string_view left, std::string_view right) {
    const std::string a = plain(left);
    const std::string b = plain(right);
    if (a == b) {
        return Likeness::same;
    }
    if (plain(text::clean_name(left)) == plain(text::clean_name(right))) {
        return Likeness::look_alike;
    }
    const std::string key_a = text::match_key(left);
    const std::string key_b = text::match_key(right);
    if (key_a == key_b) {
        return Likeness::spelling;
    }
    if (with_i(key_a) == with_i(key_b)) {
        return Likeness::i_or_y;
    }
    return text::fold(left) == text::fold(right) ? Likeness::marks : Likeness::letters;
}

std::string without_punctuation(std::string_view text) {
    std::string out{text};
    std::replace_if(
        out.begin(), out.end(),
        [](char c) { return std::string_view{",.;:-()/"}.find(c) != std::string_view::npos; }, ' ');
    return out;
}

}  // namespace

Difference compare_words(std::string_view left, std::string_view right) {
    Difference out;
    if (left == right) {
        return out;
    }
    out.likeness = likeness_of(left, right);
    if (out.likeness == Likeness::same) {
        return out;
    }
    const auto a = syllables(text::trim(left));
    const auto b = syllables(text::trim(right));
    const auto longest = std::max(a.size(), b.size());
    for (std::size_t i = 0; i < longest; ++i) {
        const std::string one = i < a.size() ? a[i] : std::string{};
        const std::string other = i < b.size() ? b[i] : std::string{};
        const bool same = out.likeness <= Likeness::spelling
                              ? plain(one) == plain(other)
                              : text::match_key(one) == text::match_key(other);
        if (!same) {
            out.syllable = i + 1;
            out.left = one;
            out.right = other;
            find_letter(out);
            return out;
        }
    }
    return out;
}

Difference compare_phrases(std::string_view left, std::string_view right) {
    if (left == right) {
        return {};
    }
    return compare_words(without_punctuation(left), without_punctuation(right));
}

namespace {

/// Without spaces, upper case, no zeros before the first digit.
std::string number_key(std::string_view text) {
    std::string out;
    for (const char c : text::upper(text::nfc(text))) {
        if (c == ' ' || (c == '0' && out.empty())) {
            continue;
        }
        out += c;
    }
    return out;
}

}  // namespace

bool same_number(std::string_view left, std::string_view right) {
    return number_key(left) == number_key(right);
}

}  // namespace ketnap::dossier::checks
