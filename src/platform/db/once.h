// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

namespace ketnap::db {

/// The stored result of an earlier run under this key, if there is one.
std::optional<std::string> earlier_result(Tx& tx, std::string_view key);
void keep_result(Tx& tx, std::string_view key, const std::string& result);

/// What a claimed key answered, once it is known.
void replace_result(Tx& tx, std::string_view key, const std::string& result);

/// Runs `command` at most once for ever under (tenant, key) and returns its result, the stored one
/// when it ran before. Inside a write; makes the operation one that may be retried when the outcome
/// of COMMIT is unknown. A refusal is not stored.
template <class F>
std::string once(Tx& tx, std::string_view key, F&& command) {
    tx.mark_idempotent();
    if (auto earlier = earlier_result(tx, key)) {
        return *std::move(earlier);
    }
    std::string result = command();
    keep_result(tx, key, result);
    return result;
}

/// Drops results older than `before_ms`.
std::int64_t forget_results(Tx& tx, std::int64_t before_ms);

}  // namespace ketnap::db
