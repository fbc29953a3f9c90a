// SPDX-License-Identifier: Apache-2.0
#include "platform/db/pg_sql.h"

#include <algorithm>

namespace ketnap::db {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Where the quoted text or comment that begins at `at` ends; `at` itself when none begins here.
std::size_t skip_quoted(std::string_view sql, std::size_t at) {
    const auto rest = sql.substr(at);
    std::string_view closing;
    if (rest.starts_with('\'')) {
        closing = "'";
    } else if (rest.starts_with('"')) {
        closing = "\"";
    } else if (rest.starts_with("--")) {
        closing = "\n";
    } else if (rest.starts_with("/*")) {
        closing = "*/";
    } else {
        return at;
    }
    const auto end = sql.find(closing, at + closing.size());
    return end == std::string_view::npos ? sql.size() : end + closing.size();
}

}  // namespace

PgText to_postgres(std::string_view sql) {
    PgText out;
    out.sql.reserve(sql.size());
    for (std::size_t i = 0; i < sql.size();) {
        if (const auto end = skip_quoted(sql, i); end != i) {
            out.sql += sql.substr(i, end - i);
            i = end;
        } else if (sql[i] == '?' && i + 1 < sql.size() && is_digit(sql[i + 1])) {
            out.sql += '$';
            int number = 0;
            for (++i; i < sql.size() && is_digit(sql[i]) && number < 10'000; ++i) {
                out.sql += sql[i];
                number = number * 10 + (sql[i] - '0');
            }
            out.highest_param = std::max(out.highest_param, number);
        } else {
            out.sql += sql[i++];
        }
    }
    return out;
}

bool worth_another_try(std::string_view sqlstate) {
    return sqlstate == "40001" || sqlstate == "40P01" || drops_connection(sqlstate);
}

bool drops_connection(std::string_view sqlstate) {
    return sqlstate == "57P01" || sqlstate == "57P02" || sqlstate == "57P03" ||
           sqlstate == "25006" || sqlstate.starts_with("08");
}

}  // namespace ketnap::db
