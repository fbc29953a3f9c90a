// SPDX-License-Identifier: Apache-2.0
#include "platform/db/filter.h"

#include "platform/vocabulary/errors.h"

namespace ketnap::db {

void Filter::where(Fragment fragment, Params params) {
    m_where += " AND (" + number(fragment.text, params) + ")";
}

void Filter::search(const std::string& clause, Value query) {
    m_where += " AND " + clause;
    m_values.push_back(std::move(query));
}

std::string Filter::sql(Fragment head, Fragment tail, Params tail_params) {
    std::string text{head.text};
    text += m_where;
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
