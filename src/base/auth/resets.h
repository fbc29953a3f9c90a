// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"

namespace ketnap::auth {

/// A new first password for somebody who has lost theirs: one person asks, another gives.
struct Reset {
    std::string id;
    AccountId account_id;
    bool drops_factor = false;  ///< the device is lost too
    std::string reason;
    AccountId asked_by;
    std::int64_t asked_at = 0;
};

/// Lapses after 72 hours. Refused: for oneself, without a reason, a second one beside an open one.
std::string ask_reset(const Ctx& ctx, const Reset& wanted);
std::vector<Reset> open_resets(db::Tx& tx, std::int64_t now_ms);
/// Gives the first password, once, to the second person: neither who asked nor whose account it is.
/// All sign-ins of the account end, and its owner is told.
std::string give_reset(const Ctx& ctx, const std::string& id);
/// By whoever works on the machine itself, when nobody is left to ask and to give: password, device
/// and waiting are dropped, the owner is told, an alert is raised. Refused: no such account, a
/// stopped one, without a reason.
std::string reset_on_machine(const Ctx& ctx, const std::string& user_name,
                             const std::string& reason);
void decline_reset(const Ctx& ctx, const std::string& id);

}  // namespace ketnap::auth
