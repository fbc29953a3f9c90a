// SPDX-License-Identifier: Apache-2.0
#include "platform/text/fold.h"

#include "platform/text/letters.h"
#include "platform/text/text.h"
#include "platform/text/utf8.h"

#include <cstddef>

namespace ketnap::text {
namespace {

// Latin letters fold alike composed and decomposed; for other scripts the text is composed first.
bool needs_composing(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0xCD) {
            ++at;
            continue;
        }
        const auto point = next_code_point(text, at);
        const bool latin = point < 0x0370 || (point >= 0x1E00 && point < letter_table_end);
        const bool punctuation = point >= 0x2000 && point < 0x2070;
        if (!latin && !punctuation) {
            return true;
        }
    }
    return false;
}

class Folder {
  public:
    explicit Folder(std::size_t size) { m_out.reserve(size); }

    void take(char32_t point) {
        if (is_latin_mark(point) || is_apostrophe(point)) {
            return;
        }
        if (point >= letter_table_end) {
            put(letter(point));
            return;
        }
        put(m_table[point]);
    }

    std::string done() && { return std::move(m_out); }

  private:
    void put(const Letter& l) {
        if (!l.word) {
            m_gap = !m_out.empty();
            return;
        }
        if (m_gap) {
            m_out += ' ';
            m_gap = false;
        }
        if (l.ascii[0] == 0) {
            append_code_point(m_out, l.toneless);
            return;
        }
        m_out += l.ascii[0];
        if (l.ascii[1] != 0) {
            m_out += l.ascii[1];
        }
    }

    const std::array<Letter, letter_table_end>& m_table = letter_table();
    std::string m_out;
    bool m_gap = false;
};

std::string fold_composed(std::string_view text) {
    Folder folder{text.size()};
    for (std::size_t at = 0; at < text.size();) {
        folder.take(next_code_point(text, at));
    }
    return std::move(folder).done();
}

// oa, oe, uy at the end of a syllable: the mark moves to the second letter; not after q.
void canonical_tone(std::u32string& word) {
    const auto size = word.size();
    if (size < 2) {
        return;
    }
    const auto first = letter(word[size - 2]);
    const auto second = letter(word[size - 1]);
    const bool pair =
        (first.toneless == U'o' && (second.lower == U'a' || second.lower == U'e')) ||
        (first.toneless == U'u' && second.lower == U'y' && !(size > 2 && word[size - 3] == U'q'));
    if (!pair || first.tone == Tone::ngang) {
        return;
    }
    constexpr std::u32string_view rows[] = {U"aàảãáạ", U"eèẻẽéẹ", U"yỳỷỹýỵ"};
    const auto& row = rows[second.lower == U'a' ? 0 : second.lower == U'e' ? 1 : 2];
    word[size - 2] = first.toneless;
    word[size - 1] = row[static_cast<std::size_t>(first.tone)];
}

void flush(std::string& out, std::u32string& word) {
    canonical_tone(word);
    for (const auto point : word) {
        append_code_point(out, point);
    }
    word.clear();
}

}  // namespace

std::string fold(std::string_view text) {
    // Composing again at the end: taking marks out may have brought two parts together.
    return needs_composing(text) ? nfc(fold_composed(nfc(text))) : fold_composed(text);
}

std::string match_key(std::string_view text) {
    const std::string clean = clean_name(text);
    std::string out;
    std::u32string word;
    for (std::size_t at = 0; at < clean.size();) {
        const auto point = next_code_point(clean, at);
        const auto l = letter(point);
        if (l.word) {
            word += l.lower;
            continue;
        }
        flush(out, word);
        append_code_point(out, is_apostrophe(point) ? U'\'' : point);
    }
    flush(out, word);
    return out;
}

}  // namespace ketnap::text
