// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/access.h"

namespace ketnap::auth::store {

struct Mark {
    AccountId account;
    std::string kind;
    std::string object_id;
};
void drop_marks_before(db::Tx& tx, const AccountId& account, std::int64_t at);
void put_mark(db::Tx& tx, const Mark& mark);
std::int64_t marks(db::Tx& tx, const AccountId& account, const std::string& kind);

bool alerted_since(db::Tx& tx, const AccountId& account, const std::string& kind, std::int64_t at);
void insert_alert(db::Tx& tx, const AccountId& account, const std::string& kind,
                  std::int64_t count);
std::vector<AccessAlert> alerts(db::Tx& tx);
/// False when it is not there or was seen before.
bool see_alert(db::Tx& tx, const std::string& id, const std::string& by);

}  // namespace ketnap::auth::store
