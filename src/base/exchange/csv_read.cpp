// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/csv_read.h"

#include "platform/text/legacy.h"
#include "platform/text/text.h"

#include <algorithm>
#include <array>

namespace ketnap::exchange {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

void append_utf8(std::string& out, char32_t c) {
    const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0U | (c >> 6U));
        byte(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        byte(0xE0U | (c >> 12U));
        byte(0x80U | ((c >> 6U) & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    } else {
        byte(0xF0U | (c >> 18U));
        byte(0x80U | ((c >> 12U) & 0x3FU));
        byte(0x80U | ((c >> 6U) & 0x3FU));
        byte(0x80U | (c & 0x3FU));
    }
}

Result<std::string> from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? a * 256 + b : b * 256 + a);
    };
    std::string out;
    out.reserve(bytes.size());
    std::size_t i = 0;
    while (i + 1 < bytes.size()) {
        char32_t c = unit(i);
        i += 2;
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < bytes.size()) {
            const char32_t low = unit(i);
            i += 2;
            c = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00)
                                              : 0xFFFFFFFF;
        }
        if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
            return problem("csv.not_utf8");
        }
        append_utf8(out, c);
    }
    return i == bytes.size() ? Result<std::string>{std::move(out)} : problem("csv.not_utf8");
}

// Two bytes a letter without a mark: nearly every other byte of a table in Latin letters is zero.
bool looks_utf16(std::string_view bytes, std::size_t zero_at) {
    const auto most = std::min<std::size_t>(bytes.size(), 512);
    std::size_t zeros = 0;
    for (std::size_t i = zero_at; i < most; i += 2) {
        zeros += bytes[i] == '\0' ? 1 : 0;
    }
    return most >= 8 && zeros * 4 > most;
}

// One record after the other; quotes may hold separators and line ends.
class Records {
  public:
    Records(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    bool at_end() const { return m_at >= m_text.size(); }
    bool open_quote() const { return m_open_quote; }
    std::int64_t number() const { return m_number; }

    void next(ooxml::Cells& cells) {
        cells.clear();
        ++m_number;
        bool more = true;
        while (more) {
            auto& cell = cells.emplace_back();
            more = field(cell.text);
            cell.kind = cell.text.empty() ? ooxml::CellKind::empty : ooxml::CellKind::text;
        }
        while (!cells.empty() && cells.back().kind == ooxml::CellKind::empty) {
            cells.pop_back();
        }
    }

  private:
    // True when the record goes on behind this field.
    bool field(std::string& out) {
        if (!at_end() && m_text[m_at] == '"') {
            ++m_at;
            quoted(out);
        }
        const auto end = std::min(m_text.find_first_of(m_ends.data(), m_at, 3), m_text.size());
        out.append(m_text, m_at, end - m_at);
        m_at = end;
        if (at_end()) {
            return false;
        }
        const char ended_by = m_text[m_at++];
        if (ended_by == '\r' && !at_end() && m_text[m_at] == '\n') {
            ++m_at;
        }
        return ended_by == m_separator;
    }

    void quoted(std::string& out) {
        while (true) {
            const auto end = std::min(m_text.find('"', m_at), m_text.size());
            out.append(m_text, m_at, end - m_at);
            m_at = end + 1;
            if (end == m_text.size()) {
                m_open_quote = true;
                m_at = end;
                return;
            }
            if (at_end() || m_text[m_at] != '"') {
                return;
            }
            out += '"';
            ++m_at;
        }
    }

    std::string_view m_text;
    char m_separator;
    std::array<char, 3> m_ends{m_separator, '\r', '\n'};
    std::size_t m_at = 0;
    std::int64_t m_number = 0;
    bool m_open_quote = false;
};

// "sep=;" on a line of its own, as spreadsheets write it.
char said_separator(std::string_view& text) {
    if (text.size() > 5 && text.starts_with("sep=") && (text[5] == '\r' || text[5] == '\n')) {
        const char said = text[4];
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
        return said;
    }
    return '\0';
}

}  // namespace

Result<std::string> decoded_text(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE")) {
        return from_utf16(bytes.substr(2), false);
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return from_utf16(bytes.substr(2), true);
    }
    if (looks_utf16(bytes, 1)) {
        return from_utf16(bytes, false);
    }
    if (looks_utf16(bytes, 0)) {
        return from_utf16(bytes, true);
    }
    if (bytes.starts_with(utf8_mark)) {
        bytes.remove_prefix(utf8_mark.size());
    }
    if (bytes.find('\0') != std::string_view::npos) {
        return problem("csv.not_utf8");
    }
    // One byte a letter: its columns say later of which font.
    return text::is_valid_utf8(bytes) ? std::string{bytes} : text::seen_text(bytes);
}

char guess_separator(std::string_view text) {
    constexpr std::array candidates{',', ';', '\t'};
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    int lines = 0;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        if (!quoted && c == '\n' && ++lines == 20) {
            break;
        }
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            counts[i] += !quoted && c == candidates[i] ? 1 : 0;
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return candidates[static_cast<std::size_t>(most - counts.begin())];
}

Result<std::int64_t> csv_read(std::string_view bytes, const ooxml::RowSink& sink,
                              const ooxml::XlsxLimits& limits) {
    const auto decoded = decoded_text(bytes);
    if (!decoded) {
        return tl::make_unexpected(decoded.error());
    }
    std::string_view text = *decoded;
    const char said = said_separator(text);
    Records records{text, said != '\0' ? said : guess_separator(text)};
    ooxml::Cells cells;
    std::int64_t rows = 0;
    while (!records.at_end()) {
        records.next(cells);
        if (records.open_quote()) {
            return problem("csv.open_quote", std::to_string(records.number()));
        }
        if (cells.size() > static_cast<std::size_t>(limits.max_columns)) {
            return problem("csv.too_many_columns", std::to_string(limits.max_columns));
        }
        if (cells.empty()) {
            continue;
        }
        if (++rows > limits.max_rows) {
            return problem("csv.too_many_rows", std::to_string(limits.max_rows));
        }
        if (!sink(records.number(), cells)) {
            break;
        }
    }
    return rows;
}

}  // namespace ketnap::exchange
