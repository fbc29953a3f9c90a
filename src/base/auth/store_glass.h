// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/break_glass.h"

namespace ketnap::auth::store {

void insert_glass(db::Tx& tx, const Glass& glass);
std::optional<Glass> glass(db::Tx& tx, const GlassId& id);
std::vector<Glass> glasses(db::Tx& tx);
void insert_sign(db::Tx& tx, const Glass& glass, const GlassSign& sign);

}  // namespace ketnap::auth::store
