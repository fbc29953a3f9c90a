// SPDX-License-Identifier: Apache-2.0
#include "base/backup/store.h"

namespace ketnap::backup::store {

std::int64_t schema(db::Tx& tx) {
    std::int64_t newest = 0;
    tx.raw_each("SELECT max(version) FROM schema_version", {},
                [&](const db::Row& row) { newest = row.maybe_big(0).value_or(0); });
    return newest;
}

std::vector<ChainEnd> chain_ends(db::Tx& tx) {
    std::vector<ChainEnd> ends;
    tx.raw_each("SELECT id FROM tenant ORDER BY id", {},
                [&](const db::Row& row) { ends.push_back({row.text(0), 0, {}}); });
    for (auto& end : ends) {
        tx.raw_each("SELECT seq, hash FROM audit WHERE tenant_id = ?1 ORDER BY seq DESC LIMIT 1",
                    {end.tenant}, [&](const db::Row& row) {
                        end.seq = row.big(0);
                        end.hash = row.blob(1);
                    });
    }
    return ends;
}

}  // namespace ketnap::backup::store
