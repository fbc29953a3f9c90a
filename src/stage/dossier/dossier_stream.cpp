// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/dossier_stream.h"

#include <array>

namespace ketnap::dossier {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

constexpr std::array<bool, 256> make_marks() {
    std::array<bool, 256> marks{};
    for (const char c : std::string_view{"\"\\\n{}[],"}) {
        marks[static_cast<unsigned char>(c)] = true;
    }
    return marks;
}

bool is_mark(char c) {
    static constexpr auto marks = make_marks();
    return marks[static_cast<unsigned char>(c)];
}

}  // namespace

void DossierStream::feed(std::string_view piece) {
    for (std::size_t at = 0; at < piece.size();) {
        if (m_place == Place::item) {
            at += take_of_item(piece.substr(at));
        } else {
            take_between(piece[at++]);
        }
    }
}

/// As much of the piece as belongs to the item; its bytes are kept in one go.
std::size_t DossierStream::take_of_item(std::string_view piece) {
    std::size_t at = 0;
    while (at < piece.size()) {
        // what neither opens, closes, parts nor ends a line is passed over
        while (!m_escaped && at < piece.size() && !is_mark(piece[at])) {
            ++at;
        }
        if (at == piece.size()) {
            break;
        }
        const char c = piece[at];
        if (is_outer_end(c)) {
            keep(piece.substr(0, at));
            end_item(c == ']' ? Place::after : Place::in_array);
            return at + 1;
        }
        ++at;
        m_line += c == '\n' ? 1 : 0;
        if (closes_item(c)) {
            keep(piece.substr(0, at));
            end_item(m_is_array ? Place::in_array : Place::after);
            return at;
        }
    }
    keep(piece);
    return at;
}

/// Follows strings and brackets; true with the bracket that closes the outermost one.
bool DossierStream::closes_item(char c) {
    if (m_in_string) {
        m_in_string = m_escaped || c != '"';
        m_escaped = !m_escaped && c == '\\';
        return false;
    }
    if (c == '"') {
        m_in_string = true;
    } else if (c == '{' || c == '[') {
        ++m_depth;
    } else if (c == '}' || c == ']') {
        m_depth -= m_depth > 0 ? 1 : 0;
        return m_depth == 0;
    }
    return false;
}

void DossierStream::keep(std::string_view bytes) {
    if (m_too_long || m_text.size() + bytes.size() > longest) {
        m_too_long = true;
        m_text.clear();
        return;
    }
    m_text.append(bytes);
}

void DossierStream::finish() {
    if (m_place == Place::item) {
        m_take({m_too_long ? std::string_view{} : m_text, m_index, m_item_line, m_too_long, true});
    } else if (m_place == Place::in_array || m_place == Place::before) {
        m_take({{}, m_index, m_line, false, true});
    }
    m_place = Place::after;
}

/// A byte outside every item.
void DossierStream::take_between(char c) {
    m_line += c == '\n' ? 1 : 0;
    if (m_place == Place::before && c == '[') {
        m_is_array = true;
        m_place = Place::in_array;
    } else if (m_place == Place::in_array && c == ']') {
        m_place = Place::after;
    } else if (!is_space(c) && (m_place != Place::in_array || c != ',')) {
        // also behind the end: what stands there is an item of its own, and broken
        begin_item(c);
    }
}

void DossierStream::begin_item(char c) {
    m_place = Place::item;
    m_item_line = m_line;
    m_depth = 0;
    m_in_string = m_escaped = m_too_long = false;
    m_text.assign(1, c);
    closes_item(c);
}

/// A comma or the array's end, outside all brackets of the item.
bool DossierStream::is_outer_end(char c) const {
    return m_depth == 0 && !m_in_string && m_is_array && (c == ',' || c == ']');
}

void DossierStream::end_item(Place next) {
    m_take({m_too_long ? std::string_view{} : m_text, m_index, m_item_line, m_too_long, false});
    ++m_index;
    m_text.clear();
    m_place = next;
}

}  // namespace ketnap::dossier
