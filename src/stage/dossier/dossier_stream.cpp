// SPDX-License-Identifier: Apache-2.0
#include "stage/dossier/dossier_stream.h"

namespace ketnap::dossier {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

void DossierStream::feed(std::string_view piece) {
    for (std::size_t at = 0; at < piece.size(); ++at) {
        // most bytes stand inside a string: they are taken in one go
        if (m_in_string && !m_escaped) {
            const auto end = piece.find_first_of("\"\\\n", at);
            const auto run = (end == std::string_view::npos ? piece.size() : end) - at;
            if (m_text.size() + run <= longest) {
                m_text.append(piece.substr(at, run));
            } else {
                m_too_long = true;
            }
            at += run;
            if (at == piece.size()) {
                return;
            }
        }
        m_line += piece[at] == '\n' ? 1 : 0;
        take_byte(piece[at]);
    }
}

void DossierStream::finish() {
    if (m_place == Place::item) {
        m_take({m_too_long ? std::string_view{} : m_text, m_index, m_item_line, m_too_long, true});
    } else if (m_place == Place::in_array || m_place == Place::before) {
        m_take({{}, m_index, m_line, false, true});
    }
    m_place = Place::after;
}

void DossierStream::take_byte(char c) {
    switch (m_place) {
        case Place::before:
            if (c == '[') {
                m_is_array = true;
                m_place = Place::in_array;
            } else if (!is_space(c)) {
                begin_item(c);
            }
            return;
        case Place::in_array:
            if (c == ']') {
                m_place = Place::after;
            } else if (!is_space(c) && c != ',') {
                begin_item(c);
            }
            return;
        case Place::item:
            take_item_byte(c);
            return;
        case Place::after:
            if (!is_space(c)) {
                // something behind the end is an item of its own, and broken
                begin_item(c);
            }
            return;
    }
}

void DossierStream::begin_item(char c) {
    m_place = Place::item;
    m_item_line = m_line;
    m_depth = 0;
    m_in_string = m_escaped = m_too_long = false;
    m_text.clear();
    take_item_byte(c);
}

/// A comma or the array's end, outside all brackets of the item.
bool DossierStream::is_outer_end(char c) const {
    return m_depth == 0 && !m_in_string && m_is_array && (c == ',' || c == ']');
}

void DossierStream::take_item_byte(char c) {
    if (is_outer_end(c)) {
        end_item();
        m_place = c == ']' ? Place::after : Place::in_array;
        return;
    }
    if (m_text.size() < longest) {
        m_text += c;
    } else {
        m_too_long = true;
    }
    if (m_in_string) {
        m_in_string = m_escaped || c != '"';
        m_escaped = !m_escaped && c == '\\';
        return;
    }
    if (c == '"') {
        m_in_string = true;
    } else if (c == '{' || c == '[') {
        ++m_depth;
    } else if ((c == '}' || c == ']') && m_depth > 0 && --m_depth == 0) {
        end_item();
        m_place = m_is_array ? Place::in_array : Place::after;
    }
}

void DossierStream::end_item() {
    m_take({m_too_long ? std::string_view{} : m_text, m_index, m_item_line, m_too_long, false});
    ++m_index;
    m_text.clear();
}

}  // namespace ketnap::dossier
