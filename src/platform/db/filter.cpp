// SPDX-License-Identifier: Apache-2.0
#include "platform/db/filter.h"

#include "platform/vocabulary/errors.h"

namespace ketnap::db {

void Filter::where(Fragment fragment, Params params) {
    const auto text = number(fragment.text, params);
    m_terms.push_back({text, text});
}

void Filter::leads(Fragment fragment, Params params) {
    m_leading.push_back(number(fragment.text, params));
}

void Filter::after(Fragment fragment, Params params) {
    m_plain += " AND (" + number(fragment.text, params) + ")";
}

void Filter::search(const std::string& clause, Value query) {
    m_terms.push_back({clause, clause});
    m_values.push_back(std::move(query));
}

void Filter::either(Fragment fragment, Params params, Fragment before,
                    const std::function<std::string(int)>& clause, Value query) {
    auto term = "(" + number(fragment.text, params) + ") OR " + std::string{before.text};
    term += clause(next_param());
    m_terms.push_back({term, term});
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
    const auto terms = range_terms(column, any_of);
    m_terms.push_back({terms, terms});
}

void Filter::ranges(Fragment column, Fragment other, const std::vector<Range>& any_of) {
    const auto first = range_terms(column, any_of);
    const auto terms = first + " OR " + range_terms(other, any_of);
    m_terms.push_back({terms, terms});
}

void Filter::subtrees(Fragment listed, Fragment listed_column, Fragment column,
                      const std::vector<Range>& any_of, bool few) {
    const int first = next_param();
    const auto tested = range_terms(column, any_of);
    if (!few || any_of.empty()) {
        m_terms.push_back({tested, tested});
        return;
    }
    // the same values are bound once for both
    const auto values = std::move(m_values);
    m_values.assign(values.begin(), values.begin() + first - 2);
    const auto terms = range_terms(listed_column, any_of);
    m_terms.push_back({std::string{listed.text} + "(" + terms + "))", tested});
}

void Filter::any_of(const std::vector<std::vector<Clause>>& alternatives) {
    std::string any;
    for (const auto& clauses : alternatives) {
        std::string all;
        for (const auto& clause : clauses) {
            all += all.empty() ? "(" : " AND (";
            all += number(clause.fragment.text, clause.values) + ")";
        }
        any += any.empty() ? "(" : " OR (";
        any += (all.empty() ? "1 = 1" : all) + ")";
    }
    const std::string terms = any.empty() ? "1 = 0" : any;
    m_terms.push_back({terms, terms});
}

std::string Filter::sql(Fragment head, Fragment tail, Params tail_params) {
    std::string text{head.text};
    const bool found_first = m_words && m_way != Words::Way::tested;
    for (const auto& term : m_leading) {
        text += (found_first ? " AND +(" : " AND (") + term + ")";
    }
    for (const auto& term : m_terms) {
        // the unary plus keeps a term from choosing the index
        text += m_walks || found_first ? " AND +(" + term.tested : " AND (" + term.text;
        text += ")";
    }
    if (m_words) {
        text += " AND (" + m_words->clause(m_way, next_param(), m_values) + ")";
    }
    text += m_plain;
    text += ' ';
    text += number(tail.text, tail_params);
    return text;
}

std::string Filter::merged(Fragment head, Fragment tail, const std::vector<Value>& each,
                           Fragment order, Value limit) {
    std::string text = "SELECT * FROM (";
    int nth = 0;
    for (const auto& value : each) {
        text += nth > 0 ? " UNION ALL SELECT * FROM (" : "SELECT * FROM (";
        text += sql(head, tail, {value, limit}) + ") m" + std::to_string(++nth);
    }
    return text + ") merged " + number(order.text, {limit});
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
