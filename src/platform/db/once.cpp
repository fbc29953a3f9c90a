// SPDX-License-Identifier: Apache-2.0
#include "platform/db/once.h"

namespace ketnap::db {

std::optional<std::string> earlier_result(Tx& tx, std::string_view key) {
    auto result = tx.one("SELECT result FROM idempotency WHERE tenant_id = ?1 AND key = ?2", {key},
                         [](const Row& row) { return row.text(0); });
    if (result) {
        // A commit without a write waits for no standby; this one makes the answer as durable as
        // the first was meant to be.
        tx.run("UPDATE idempotency SET at = at WHERE tenant_id = ?1 AND key = ?2", {key});
    }
    return result;
}

void keep_result(Tx& tx, std::string_view key, const std::string& result) {
    tx.run("INSERT INTO idempotency (tenant_id, key, result, at) VALUES (?1, ?2, ?3, ?4)",
           {key, result, tx.now_ms()});
}

void replace_result(Tx& tx, std::string_view key, const std::string& result) {
    tx.run("UPDATE idempotency SET result = ?3 WHERE tenant_id = ?1 AND key = ?2", {key, result});
}

std::int64_t forget_results(Tx& tx, std::int64_t before_ms) {
    return tx.run("DELETE FROM idempotency WHERE tenant_id = ?1 AND at < ?2", {before_ms});
}

}  // namespace ketnap::db
