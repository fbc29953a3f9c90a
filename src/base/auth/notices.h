// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"

namespace ketnap::auth {

/// What happened to an account and its owner has not read yet.
struct Notice {
    std::string id;
    std::string kind;  ///< password_reset, password_recovered, recovery_code_used
    std::int64_t at = 0;
    std::string by_names;
};
void add_notice(db::Tx& tx, const AccountId& account, const std::string& kind,
                const std::string& by_names);
std::vector<Notice> unseen_notices(db::Tx& tx, const AccountId& account);
/// The owner has read them.
void see_notices(const Ctx& ctx);

}  // namespace ketnap::auth
