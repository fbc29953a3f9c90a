// SPDX-License-Identifier: Apache-2.0
#include "platform/text/sort_key.h"

#include "platform/text/letters.h"
#include "platform/text/text.h"
#include "platform/text/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace ketnap::text {
namespace {

// One syllable as bytes: its letters, then its tones as digits, which are below every letter. So
// "la" < "lan", and "lan" with any tone stays before "lang"; ă is "a{", behind "az".
class Syllable {
  public:
    void add(const Letter& l) {
        if (l.ascii[0] == 0) {
            m_letters += fmt::format("~{:06x}", static_cast<std::uint32_t>(l.lower));
            return;
        }
        m_letters += l.ascii[0];
        if (l.ascii[1] != 0) {
            m_letters += l.ascii[1];
        }
        if (l.variant != 0) {
            m_letters += l.variant;
        }
        if (l.tone != Tone::ngang) {
            m_tones += static_cast<char>('0' + static_cast<int>(l.tone));
        }
    }
    bool empty() const { return m_letters.empty(); }
    std::string take() {
        std::string key = std::move(m_letters) + (m_tones.empty() ? "0" : m_tones);
        m_letters.clear();
        m_tones.clear();
        return key;
    }

  private:
    std::string m_letters;
    std::string m_tones;
};

bool is_digit(char32_t point) {
    return point >= '0' && point <= '9';
}

// By value: the number of digits goes first.
std::string number_key(std::string_view digits) {
    const auto zeros = std::min(digits.find_first_not_of('0'), digits.size());
    const auto value = digits.substr(zeros);
    const auto size = static_cast<char>('0' + std::min<std::size_t>(value.size(), 9));
    return size + std::string{value};
}

std::vector<std::string> syllables(std::string_view text) {
    std::vector<std::string> out;
    Syllable syllable;
    std::string digits;
    const auto flush = [&] {
        if (!syllable.empty()) {
            out.push_back(syllable.take());
        }
        if (!digits.empty()) {
            out.push_back(number_key(digits));
            digits.clear();
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto point = next_code_point(text, at);
        if (is_latin_mark(point) || is_apostrophe(point)) {
            continue;
        }
        const auto l = letter(point);
        if (!l.word || is_digit(point) == digits.empty()) {
            flush();
        }
        if (is_digit(point)) {
            digits += static_cast<char>(point);
        } else if (l.word) {
            syllable.add(l);
        }
    }
    flush();
    return out;
}

// Single words, names written with a mark inside (H'Hen, K'Ho), and those that begin with a letter
// of address (Y Thông, A Lăng) have no họ and tên.
bool has_parts(std::string_view name) {
    std::size_t words = 0;
    std::size_t first_length = 0;
    bool in_word = false;
    for (std::size_t at = 0; at < name.size();) {
        const auto point = next_code_point(name, at);
        if (is_apostrophe(point) || point == '-' || point == 0x2010 || point == 0x2011) {
            return false;
        }
        const bool space = is_space(point);
        words += !space && !in_word ? 1 : 0;
        first_length += words == 1 && !space ? 1 : 0;
        in_word = !space;
    }
    return words > 1 && first_length > 1;
}

std::string join(const std::vector<std::string>& keys) {
    return fmt::format("{}", fmt::join(keys, " "));
}

}  // namespace

std::string sort_key(std::string_view person_name) {
    const std::string name = nfc(person_name);
    auto keys = syllables(name);
    if (keys.size() > 1 && has_parts(name)) {
        std::rotate(keys.begin(), keys.end() - 1, keys.end());
    }
    return join(keys);
}

std::string sort_key_plain(std::string_view text) {
    return join(syllables(nfc(text)));
}

}  // namespace ketnap::text
