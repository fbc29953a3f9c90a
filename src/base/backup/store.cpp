// SPDX-License-Identifier: Apache-2.0
#include "base/backup/store.h"

namespace ketnap::backup::store {

std::int64_t schema(db::Database& db) {
    return db.read("", [](db::Tx& tx) {
        std::int64_t newest = 0;
        tx.raw_each("SELECT max(version) FROM schema_version", {},
                    [&](const db::Row& row) { newest = row.maybe_big(0).value_or(0); });
        return newest;
    });
}

std::vector<std::string> tenants(db::Database& db) {
    return db.read("", [](db::Tx& tx) {
        std::vector<std::string> ids;
        tx.raw_each("SELECT id FROM tenant ORDER BY id", {},
                    [&](const db::Row& row) { ids.push_back(row.text(0)); });
        return ids;
    });
}

}  // namespace ketnap::backup::store
