// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/resets.h"

namespace ketnap::auth::store {

void insert_reset(db::Tx& tx, const Reset& reset);
/// Resets nobody has settled yet, newest first; those asked before `since` have lapsed.
std::vector<Reset> open_resets(db::Tx& tx, std::int64_t since);
std::optional<Reset> open_reset(db::Tx& tx, const std::string& id, std::int64_t since);
/// No row: someone settled it meanwhile.
bool settle_reset(db::Tx& tx, const std::string& id, const std::string& by, bool given);
void hand_out_password(db::Tx& tx, const AccountId& id, const std::string& password_hash,
                       std::int64_t expires_at);

}  // namespace ketnap::auth::store
