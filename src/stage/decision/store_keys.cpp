// SPDX-License-Identifier: Apache-2.0
#include "stage/decision/keys.h"

namespace ketnap::decision {
namespace {

constexpr const char* select_keys = R"sql(
    SELECT id, wrapped_key FROM meeting_file_key WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)sql";

constexpr const char* replace_key = R"sql(
    UPDATE meeting_file_key SET wrapped_key = ?3 WHERE tenant_id = ?1 AND id = ?2 AND wrapped_key = ?4)sql";

}  // namespace

people::KeyTable key_table() {
    return {"meeting_file_key",
            [](db::Tx& tx, const std::string& after, std::int64_t limit) {
                return tx.all(select_keys, {after, limit}, [](const db::Row& r) {
                    return people::WrappedKey{r.text(0), r.blob(1)};
                });
            },
            [](db::Tx& tx, const people::WrappedKey& before, const db::Blob& after) {
                tx.run(replace_key, {before.id, after, before.key});
            }};
}

}  // namespace ketnap::decision
