// SPDX-License-Identifier: Apache-2.0
#include "platform/db/filter.h"

#include "platform/vocabulary/errors.h"

namespace ketnap::db {

void Filter::where(Fragment fragment, Params params) {
    m_terms.push_back(number(fragment.text, params));
}

void Filter::after(Fragment fragment, Params params) {
    m_plain += " AND (" + number(fragment.text, params) + ")";
}

void Filter::search(const std::string& clause, Value query) {
    m_terms.push_back(clause);
    m_values.push_back(std::move(query));
}

void Filter::search(Words words) {
    m_way = words.all_listed ? Words::Way::listed : Words::Way::set;
    m_words = std::move(words);
}

std::string Filter::range_terms(Fragment column, const std::vector<Range>& any_of) {
    std::string terms;
    for (const auto& range : any_of) {
        terms += terms.empty() ? "(" : " OR (";
        terms += column.text;
        terms += number(" >= ? AND ", {range.from});
        terms += column.text;
        terms += number(" < ?)", {range.until});
    }
    return terms.empty() ? "1 = 0" : terms;
}

void Filter::ranges(Fragment column, const std::vector<Range>& any_of) {
    m_terms.push_back(range_terms(column, any_of));
}

void Filter::ranges(Fragment column, Fragment other, const std::vector<Range>& any_of) {
    const auto first = range_terms(column, any_of);
    m_terms.push_back(first + " OR " + range_terms(other, any_of));
}

std::string Filter::sql(Fragment head, Fragment tail, Params tail_params) {
    std::string text{head.text};
    const bool found_first = m_words && m_way != Words::Way::tested;
    for (const auto& term : m_terms) {
        // the unary plus keeps a term from choosing the index
        text += m_walks || found_first ? " AND +(" : " AND (";
        text += term + ")";
    }
    if (m_words) {
        text += " AND (" + m_words->clause(m_way, next_param(), m_values) + ")";
    }
    text += m_plain;
    text += ' ';
    text += number(tail.text, tail_params);
    return text;
}

std::string Filter::number(std::string_view fragment, Params params) {
    std::string text;
    std::size_t used = 0;
    for (const char c : fragment) {
        text += c;
        if (c == '?') {
            text += std::to_string(next_param() + static_cast<int>(used));
            ++used;
        }
    }
    const auto values = params.span();
    KETNAP_CHECK(used == values.size());
    m_values.insert(m_values.end(), values.begin(), values.end());
    return text;
}

}  // namespace ketnap::db
