// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/relations.h"

namespace ketnap::auth::store {

std::vector<Kin> kin(db::Tx& tx, const std::string& person_id);
void insert_kin(db::Tx& tx, const Kin& kin, const std::string& of, const std::string& user);
bool drop_kin(db::Tx& tx, const std::string& person_id, const std::string& id);

std::vector<audit::OpenedDossier> opened(db::Tx& tx, const std::string& account_id,
                                         std::int64_t now_ms);

/// Account and id of every role that is lent and not taken back.
struct LentKey {
    AccountId to;
    std::string grant_id;
};
std::vector<LentKey> lent(db::Tx& tx);

}  // namespace ketnap::auth::store
