// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "platform/db/db.h"

#include <string>
#include <vector>

namespace ketnap::auth {

/// The wrapped key that seals the second factor of an account; a change of roots rewraps it.
struct FactorKey {
    std::string id;
    db::Blob key;
};

/// In the order of ids, those behind `after`.
std::vector<FactorKey> factor_keys(db::Tx& tx, const std::string& after, std::int64_t limit);
/// Only when the row still holds `before`.
void replace_factor_key(db::Tx& tx, const FactorKey& before, const db::Blob& after);

}  // namespace ketnap::auth
