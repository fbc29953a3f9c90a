// SPDX-License-Identifier: Apache-2.0
#include "base/exchange/letters.h"

#include "platform/text/text.h"

#include <algorithm>

namespace ketnap::exchange {
namespace {

using text::Encoding;

constexpr std::size_t most_samples = 3;
constexpr std::size_t seen_kept = 40;

TextAs as_of(Encoding encoding) {
    return encoding == Encoding::tcvn3    ? TextAs::tcvn3
           : encoding == Encoding::vni    ? TextAs::vni
           : encoding == Encoding::cp1258 ? TextAs::cp1258
                                          : TextAs::as_is;
}

Encoding encoding_of(TextAs as) {
    return as == TextAs::tcvn3    ? Encoding::tcvn3
           : as == TextAs::vni    ? Encoding::vni
           : as == TextAs::cp1258 ? Encoding::cp1258
                                  : Encoding::unicode;
}

Finding warning(const char* rule, const std::string& field, std::vector<std::string> values) {
    auto out = field_finding(rule, field, std::move(values));
    out.level = Level::warning;
    return out;
}

// What a value that reads well in two ways could also be; nothing when it is clear.
std::string other_reading(const text::Legacy& legacy, const std::string& seen,
                          const std::string& taken) {
    for (const auto encoding : {Encoding::unicode, Encoding::tcvn3, Encoding::vni}) {
        auto read = legacy.is_seen(seen) ? legacy.to_unicode(seen, encoding) : taken;
        const auto words = legacy.reading(read);
        if (read != taken && words.good > 0 && words.bad == 0) {
            return read;
        }
    }
    return {};
}

}  // namespace

bool is_name(std::string_view field) {
    return field == "name" || field == "family_name" || field == "given_name";
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Numbers> three_numbers(std::string_view text) {
    const auto one = text.find_first_of("/-.");
    const auto two = one == std::string_view::npos ? one : text.find_first_of("/-.", one + 1);
    if (two == std::string_view::npos) {
        return std::nullopt;
    }
    Numbers out{text::trim(text.substr(0, one)), text::trim(text.substr(one + 1, two - one - 1)),
                text::trim(text.substr(two + 1))};
    const bool day_parts = out.first.size() <= 2 && out.second.size() <= 2;
    if (!day_parts || !all_digits(out.first) || !all_digits(out.second) || !all_digits(out.year)) {
        return std::nullopt;
    }
    return out;
}

bool over_twelve(std::string_view number) {
    return number.size() == 2 && number > "12";
}

std::optional<DateOrder> DateFacts::proven() const {
    if (day_first > 0 && month_first == 0) {
        return DateOrder::day_first;
    }
    return month_first > 0 && day_first == 0 ? std::optional{DateOrder::month_first} : std::nullopt;
}

ooxml::FontKind font_kind(const text::Legacy& legacy) {
    return [&legacy](std::string_view font) {
        const auto hint = legacy.of_font(font);
        return static_cast<std::uint8_t>(hint.encoding == Encoding::vni     ? 3
                                         : hint.encoding == Encoding::tcvn3 ? hint.capitals ? 2 : 1
                                                                            : 0);
    };
}

text::FontHint hint_of(std::uint8_t kind) {
    return kind == 3   ? text::FontHint{Encoding::vni, false}
           : kind == 2 ? text::FontHint{Encoding::tcvn3, true}
           : kind == 1 ? text::FontHint{Encoding::tcvn3, false}
                       : text::FontHint{};
}

std::string read_as(const text::Legacy& legacy, std::string_view seen, TextAs as,
                    text::FontHint font) {
    if (as == TextAs::as_is || !legacy.is_seen(seen)) {
        return text::nfc(seen);  // letters that only Unicode has
    }
    const auto encoding =
        as == TextAs::each ? text::guess(legacy, seen, font).encoding : encoding_of(as);
    return legacy.to_unicode(seen, encoding, font.capitals && encoding == font.encoding);
}

std::string read_name(const text::Legacy& legacy, std::string_view seen, TextAs as,
                      text::FontHint font) {
    auto out = read_as(legacy, seen, as, font);
    const bool old =
        as == TextAs::tcvn3 ||
        (as == TextAs::each && text::guess(legacy, seen, font).encoding == Encoding::tcvn3);
    return old ? legacy.with_starts(out, Encoding::tcvn3) : out;
}

std::string read_head(const text::Legacy& legacy, const ooxml::Cell& cell,
                      const std::function<bool(std::string_view)>& known) {
    if (known(cell.text)) {
        return cell.text;
    }
    const auto hint = hint_of(cell.font);
    for (const auto encoding : {hint.encoding, Encoding::tcvn3, Encoding::vni, Encoding::cp1258}) {
        auto read = legacy.is_seen(cell.text)
                        ? legacy.to_unicode(cell.text, encoding, hint.capitals)
                        : cell.text;
        if (known(read)) {
            return read;
        }
    }
    return read_as(legacy, cell.text, TextAs::each, hint);
}

void ColumnFacts::add(const ooxml::Cell& cell) {
    if (cell.kind == ooxml::CellKind::date) {
        ++m_dates.cells;
        m_late_cells += cell.text.size() >= 10 && cell.text.substr(8, 2) > "12" ? 1 : 0;
        return;
    }
    if (const auto parts = three_numbers(text::trim(cell.text))) {
        add_day(*parts, cell);
        return;
    }
    add_code(cell);
    add_text(cell);
}

void ColumnFacts::add_day(const Numbers& parts, const ooxml::Cell& cell) {
    const bool late = over_twelve(parts.first);
    const bool month_first = over_twelve(parts.second);
    if (!late && !month_first && parts.first == parts.second) {
        return;  // 5/5/2001 says nothing
    }
    ++(late ? m_dates.day_first : month_first ? m_dates.month_first : m_dates.both_ways);
    if (m_dates.samples.size() < most_samples && !late) {
        m_dates.samples.push_back(text::trim(cell.text));
    }
}

void ColumnFacts::add_text(const ooxml::Cell& cell) {
    if (cell.kind != ooxml::CellKind::text) {
        return;
    }
    m_text.add(cell.text, hint_of(cell.font));
    const bool ascii = std::all_of(cell.text.begin(), cell.text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const bool seen = std::any_of(m_seen.begin(), m_seen.end(),
                                  [&](const ooxml::Cell& one) { return one.text == cell.text; });
    if (!ascii && !seen && m_seen.size() < seen_kept) {
        m_seen.push_back(cell);
    }
}

void ColumnFacts::add_code(const ooxml::Cell& cell) {
    const auto code = text::trim(cell.text);
    if (!all_digits(code)) {
        return;
    }
    if (cell.kind == ooxml::CellKind::text && code.starts_with('0')) {
        m_one_width = m_one_width && (m_zero_width == 0 || m_zero_width == code.size());
        m_zero_width = code.size();
    }
    m_short_number = m_short_number || !code.starts_with('0');
}

bool ColumnFacts::reads_as(TextAs as) const {
    return std::all_of(m_seen.begin(), m_seen.end(), [&](const ooxml::Cell& cell) {
        return m_legacy.is_seen(cell.text) &&
               m_legacy.reading(read_as(m_legacy, cell.text, as, hint_of(cell.font))).bad == 0;
    });
}

TextFacts ColumnFacts::text(bool of_names, TextAs elsewhere) const {
    const auto verdict = m_text.verdict();
    TextFacts out;
    out.as = verdict.mixed ? TextAs::each : as_of(verdict.encoding);
    out.sure = verdict.sure;
    const bool open = out.as == TextAs::as_is && verdict.marked > 0 && verdict.of_it == 0;
    if (open && elsewhere != TextAs::as_is && reads_as(elsewhere)) {
        out.as = elsewhere;
    }
    out.by_font = verdict.by_font;
    out.marked = verdict.marked;
    out.of_it = verdict.of_it;
    out.of_others = verdict.of_others;
    out.decomposed = verdict.decomposed;
    if (out.as == TextAs::as_is && out.sure && out.decomposed == 0) {
        return out;
    }
    for (const auto& cell : m_seen) {
        const auto hint = hint_of(cell.font);
        const auto as = [&](TextAs one) {
            return of_names ? read_name(m_legacy, cell.text, one, hint)
                            : read_as(m_legacy, cell.text, one, hint);
        };
        TextSample sample{cell.text, as(TextAs::tcvn3), as(TextAs::vni), as(TextAs::cp1258),
                          as(TextAs::each)};
        const bool changes = sample.each != sample.before || !out.sure;
        if (changes && out.samples.size() < most_samples) {
            out.samples.push_back(std::move(sample));
        }
    }
    return out;
}

DateFacts ColumnFacts::dates() const {
    auto out = m_dates;
    constexpr std::int64_t enough = 3;
    out.turned = out.cells >= enough && m_late_cells == 0 && out.day_first > 0;
    return out;
}

std::optional<int> ColumnFacts::code_width() const {
    return m_zero_width > 0 && m_one_width && m_short_number
               ? std::optional{static_cast<int>(m_zero_width)}
               : std::nullopt;
}

Letters::Letters(const text::Legacy& legacy, const Mapping& mapping) : m_legacy(legacy) {
    for (const auto& choice : mapping.columns) {
        if (choice.column < 0 || choice.field.empty() || choice.field == "ignore") {
            continue;
        }
        if (choice.text.value_or(TextAs::as_is) != TextAs::as_is) {
            m_columns.push_back(choice);
        } else if (is_name(choice.field)) {
            m_names.push_back(choice);
        }
    }
}

void Letters::read(ooxml::Cells& cells, Findings& findings) const {
    for (const auto& choice : m_columns) {
        const auto at = static_cast<std::size_t>(choice.column);
        if (at >= cells.size() || cells[at].kind != ooxml::CellKind::text) {
            continue;
        }
        const auto seen = cells[at].text;
        const auto hint = hint_of(cells[at].font);
        cells[at].text = is_name(choice.field) ? read_name(m_legacy, seen, *choice.text, hint)
                                               : read_as(m_legacy, seen, *choice.text, hint);
        if (*choice.text != TextAs::each || text::guess(m_legacy, seen, hint).sure) {
            continue;
        }
        if (auto other = other_reading(m_legacy, seen, cells[at].text); !other.empty()) {
            findings.push_back(warning("import.text_unsure", choice.field,
                                       {seen, cells[at].text, std::move(other)}));
        }
    }
}

void Letters::doubt(const ooxml::Cells& cells, Findings& findings) const {
    for (const auto& choice : m_names) {
        const auto at = static_cast<std::size_t>(choice.column);
        if (at >= cells.size() || !m_legacy.is_seen(cells[at].text)) {
            continue;
        }
        const auto one = text::guess(m_legacy, cells[at].text, hint_of(cells[at].font));
        if (one.sure && one.encoding != Encoding::unicode) {
            findings.push_back(
                warning("import.text_old", choice.field,
                        {cells[at].text, m_legacy.to_unicode(cells[at].text, one.encoding)}));
        }
    }
}

}  // namespace ketnap::exchange
