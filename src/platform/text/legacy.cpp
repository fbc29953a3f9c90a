// SPDX-License-Identifier: Apache-2.0
#include "platform/text/legacy.h"

#include "platform/text/letters.h"
#include "platform/text/text.h"
#include "platform/text/utf8.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace ketnap::text {
namespace {

// What Windows-1252 shows for 0x80–0x9F; 0 where it shows nothing.
constexpr std::array<char32_t, 32> western{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

char32_t seen_of(std::uint32_t byte) {
    const bool special = byte >= 0x80 && byte < 0xA0 && western.at(byte - 0x80) != 0;
    return special ? western.at(byte - 0x80) : static_cast<char32_t>(byte);
}

// 0: no byte shows like this.
std::uint32_t byte_of(char32_t seen) {
    if (seen < 0x100) {
        return static_cast<std::uint32_t>(seen);
    }
    const auto* const at = std::find(western.begin(), western.end(), seen);
    return at == western.end() ? 0 : static_cast<std::uint32_t>(at - western.begin()) + 0x80;
}

std::u32string points(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        out += next_code_point(text, at);
    }
    return out;
}

void append_seen(std::string& out, std::uint32_t place) {
    if (place > 0xFF) {
        append_code_point(out, seen_of(place >> 8U));
    }
    append_code_point(out, seen_of(place & 0xFFU));
}

bool is_small(char32_t point) {
    return point >= 'a' && point <= 'z';
}

bool is_capital(char32_t point) {
    return point >= 'A' && point <= 'Z';
}

// Two capitals side by side and no small letter: a text in capitals, not one capital at a start.
bool is_shouted(const std::u32string& seen) {
    bool two = false;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (is_small(seen[i])) {
            return false;
        }
        two = two || (i > 0 && is_capital(seen[i]) && is_capital(seen[i - 1]));
    }
    return two;
}

bool splits(char c) {
    return c == ' ' || c == '-' || c == '.' || c == ',' || c == '/' || c == '(' || c == ')' ||
           c == '\'' || c == ';' || c == ':' || c == '\t' || c == '\n' || c == '\r' || c == '"';
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

constexpr char32_t tone_marks[] = {0, 0x0300, 0x0309, 0x0303, 0x0301, 0x0323};

}  // namespace

std::string seen_text(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        append_code_point(out, seen_of(static_cast<unsigned char>(c)));
    }
    return out;
}

Legacy::Legacy(const LegacyData& data) : m_fonts(data.fonts) {
    for (const auto& from : data.tables) {
        auto& to = m_tables.at(static_cast<std::size_t>(from.encoding));
        for (const auto& [hex, letter] : from.letters) {
            std::uint32_t place = 0;
            std::from_chars(hex.data(), hex.data() + hex.size(), place, 16);
            const auto meant = points(letter);
            if (place < 0x80 || meant.size() != 1 || !to.letters.emplace(place, meant).second ||
                !to.places.emplace(meant.front(), place).second) {
                throw std::runtime_error{"legacy text: " + hex + " stands twice or for nothing"};
            }
        }
    }
    for (const auto& rime : data.rimes) {
        m_syllables.insert(rime);
        for (const auto& onset : data.onsets) {
            m_syllables.insert(onset + rime);
        }
    }
}

const Legacy::Table& Legacy::table(Encoding encoding) const {
    return m_tables.at(static_cast<std::size_t>(encoding));
}

FontHint Legacy::of_font(std::string_view name) const {
    const auto small = lower(name);
    for (const auto& font : m_fonts) {
        if (small.starts_with(font.begins) && small.ends_with(font.ends)) {
            return font.hint;
        }
    }
    return {};
}

std::string Legacy::with_starts(std::string_view text, Encoding encoding) const {
    std::string out;
    bool starts = true;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = next_code_point(text, at);
        const auto l = letter(point);
        const bool lacks = starts && l.word && l.lower == point && point >= 0x80 &&
                           table(encoding).places.contains(point) &&
                           !table(encoding).places.contains(l.upper);
        append_code_point(out, lacks ? l.upper : point);
        starts = !l.word;
    }
    return out;
}

std::string Legacy::to_unicode(std::string_view seen, Encoding encoding, bool capitals) const {
    if (encoding == Encoding::unicode) {
        return nfc(seen);
    }
    const auto& letters = table(encoding).letters;
    const auto in = points(seen);
    std::string out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const auto byte = byte_of(in[i]);
        const auto next = i + 1 < in.size() ? byte_of(in[i + 1]) : 0;
        const auto pair = next >= 0x80 ? letters.find(byte << 8U | next) : letters.end();
        const auto one = pair == letters.end() ? letters.find(byte) : pair;
        append_code_point(out, one == letters.end() ? in[i] : one->second.front());
        i += pair == letters.end() ? 0 : 1;
    }
    out = nfc(out);
    const bool shouted = encoding == Encoding::tcvn3 && (capitals || is_shouted(in));
    return shouted ? upper(out) : out;
}

bool Legacy::put_back(std::string& out, char32_t point, const Table& table) const {
    if (const auto whole = table.places.find(point); whole != table.places.end()) {
        append_seen(out, whole->second);
        return true;
    }
    if (point < 0x80) {
        append_code_point(out, point);
        return true;
    }
    const auto l = letter(point);
    const auto mark = table.places.find(tone_marks[static_cast<std::size_t>(l.tone)]);
    if (l.tone == Tone::ngang || mark == table.places.end()) {
        return false;
    }
    const auto base = point == l.lower ? l.toneless : letter(l.toneless).upper;
    const auto place = table.places.find(base);
    if (base >= 0x80 && place == table.places.end()) {
        return false;
    }
    append_seen(out,
                place == table.places.end() ? static_cast<std::uint32_t>(base) : place->second);
    append_seen(out, mark->second);
    return true;
}

std::optional<std::string> Legacy::from_unicode(std::string_view text, Encoding encoding) const {
    const auto composed = nfc(text);
    std::string out;
    for (const auto point : points(composed)) {
        if (encoding == Encoding::unicode) {
            append_code_point(out, point);
        } else if (!put_back(out, point, table(encoding))) {
            return std::nullopt;
        }
    }
    return out;
}

bool Legacy::is_seen(std::string_view text) const {
    const auto all = points(text);
    return std::all_of(all.begin(), all.end(),
                       [](char32_t point) { return point == 0 || byte_of(point) != 0; });
}

bool Legacy::is_syllable(std::string_view word) const {
    std::string toneless;
    Tone tone = Tone::ngang;
    for (std::size_t at = 0; at < word.size();) {
        const auto l = letter(next_code_point(word, at));
        if (!l.word || (l.tone != Tone::ngang && tone != Tone::ngang)) {
            return false;
        }
        tone = l.tone == Tone::ngang ? tone : l.tone;
        append_code_point(toneless, l.toneless);
    }
    const bool stopped = toneless.ends_with('c') || toneless.ends_with("ch") ||
                         toneless.ends_with('p') || toneless.ends_with('t');
    return (!stopped || tone == Tone::sac || tone == Tone::nang) && m_syllables.contains(toneless);
}

Reading Legacy::reading(std::string_view text) const {
    Reading out;
    while (!text.empty()) {
        const auto* const end = std::find_if(text.begin(), text.end(), splits);
        const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
        if (!is_ascii(word)) {
            ++(is_syllable(word) ? out.good : out.bad);
        }
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return out;
}

Guess guess(const Legacy& legacy, std::string_view seen, FontHint font) {
    if (is_ascii(seen)) {
        return {font.encoding, false, true};
    }
    Guess out;
    int ways = 0;
    const auto weigh = [&](Encoding encoding, std::string_view read) {
        const auto reading = legacy.reading(read);
        if (reading.good > 0 && reading.bad == 0) {
            out = ways == 0 || encoding == font.encoding ? Guess{encoding, false, true} : out;
            ++ways;
        }
    };
    const bool old = legacy.is_seen(seen);
    if (font.encoding == Encoding::unicode || !old) {
        weigh(Encoding::unicode, nfc(seen));
    }
    for (const auto encoding : {Encoding::tcvn3, Encoding::vni, Encoding::cp1258}) {
        if (old && (font.encoding == Encoding::unicode || font.encoding == encoding)) {
            const auto read = legacy.to_unicode(seen, encoding);
            if (read != seen) {
                weigh(encoding, read);
            }
        }
    }
    if (ways == 0 && font.encoding != Encoding::unicode && old) {
        return {font.encoding, false, false};
    }
    out.sure = ways == 1;
    return out;
}

void Recogniser::add(std::string_view seen, FontHint font) {
    if (is_ascii(seen)) {
        return;
    }
    ++m_marked;
    m_decomposed += nfc(seen) == seen ? 0 : 1;
    const auto one = guess(m_legacy, seen, font);
    const auto at = static_cast<std::size_t>(one.encoding);
    m_sure.at(at) += one.sure ? 1 : 0;
    m_fonts.at(static_cast<std::size_t>(font.encoding)) += one.encoding == font.encoding ? 1 : 0;
    const bool old = m_legacy.is_seen(seen);
    for (std::size_t i = 0; i < encodings; ++i) {
        const auto encoding = static_cast<Encoding>(i);
        const auto read = old || encoding == Encoding::unicode
                              ? m_legacy.reading(m_legacy.to_unicode(seen, encoding))
                              : Reading{0, 1};
        m_readings.at(i).good += read.good;
        m_readings.at(i).bad += read.bad;
    }
}

Recogniser::Verdict Recogniser::verdict() const {
    Verdict out;
    out.marked = m_marked;
    out.decomposed = m_decomposed;
    std::size_t best = 0;
    for (std::size_t i = 1; i < encodings; ++i) {
        const auto& mine = m_readings.at(i);
        const auto& other = m_readings.at(best);
        best = mine.good - mine.bad > other.good - other.bad ? i : best;
    }
    std::int64_t hinted = 0;
    for (std::size_t i = 1; i < encodings; ++i) {
        if (m_fonts.at(i) * 2 > m_marked) {
            best = i;
            hinted = m_fonts.at(i);
        }
    }
    out.by_font = hinted > 0;
    out.encoding = static_cast<Encoding>(best);
    out.of_it = m_sure.at(best);
    for (std::size_t i = 0; i < encodings; ++i) {
        out.of_others += i == best ? 0 : m_sure.at(i);
    }
    out.mixed = out.of_others > 0;
    const auto& reading = m_readings.at(best);
    constexpr std::int64_t enough = 3;
    const bool clear = reading.good >= enough && reading.bad * 5 <= reading.good && out.of_it > 0;
    const bool told_apart = (out.of_it + out.of_others) * 5 >= m_marked * 4;
    out.sure = out.mixed ? told_apart : best == 0 || out.by_font || clear;
    return out;
}

}  // namespace ketnap::text
