// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace ketnap::db {

struct PgText {
    std::string sql;
    int highest_param = 0;
};

/// ?n → $n, but not inside '…', "…", comments.
PgText to_postgres(std::string_view sql);

/// 40001, 40P01, 57P01, 57P02, 57P03, 25006, 08xxx: the same work may succeed on another try.
bool worth_another_try(std::string_view sqlstate);
/// This server or connection is not to be used again.
bool drops_connection(std::string_view sqlstate);

}  // namespace ketnap::db
