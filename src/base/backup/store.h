// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

#include <string>
#include <vector>

namespace ketnap::backup::store {

/// The end of one tenant's audit chain; 0 and no hash when it has no row yet.
struct ChainEnd {
    std::string tenant;
    std::int64_t seq = 0;
    db::Blob hash;
};

std::int64_t schema(db::Tx& tx);
/// Of every tenant, in one picture.
std::vector<ChainEnd> chain_ends(db::Tx& tx);

}  // namespace ketnap::backup::store
