// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"

#include <optional>
#include <string>

namespace ketnap::auth {

/// What a browser gets: `tenant.secret` in the cookie, and the token every unsafe request must
/// repeat in X-CSRF-Token.
struct NewSignIn {
    std::string token;
    std::string csrf_token;
    Account account;
};

struct Limits {
    std::int64_t idle_ms = 30LL * 60 * 1000;
    std::int64_t absolute_ms = 12LL * 3600 * 1000;
};

struct Credentials {
    std::string tenant;
    std::string user_name;
    std::string password;
    std::string ip;
    std::string agent;
};

/// Starts a sign-in, or throws RequestError("wrong_sign_in"), with the same answer and work for
/// unknown users; TryLater after the fifth wrong one, by user name and by address.
NewSignIn sign_in(const Ctx& ctx, const Credentials& credentials);

/// What is filled in of an actor's relations, in the transaction that finds them.
using Relate = std::function<void(db::Tx&, Actor&)>;

/// An account as one who acts, with the roles that hold on the day of `now_ms`.
Actor acting(db::Tx& tx, const std::string& tenant, const Account& account, std::int64_t now_ms,
             const BranchResolver& branches);

/// The actor of a cookie, or nothing when it is unknown, ended, idle for 30 minutes or older than
/// 12 hours. Notes last_seen_at at most once a minute. What has ended by its hours is ended for
/// good, asked for or not (end_stale_sign_ins): a clock that is set back revives none.
std::optional<Actor> actor_of(db::Database& db, std::int64_t now_ms, const std::string& token,
                              const BranchResolver& branches, const Limits& limits = {},
                              const Relate& relate = {});

/// Ends for good what has ended by its hours and nobody has asked for since; asked each minute.
void end_stale_sign_ins(const Ctx& ctx, const Limits& limits = {});

/// Ends one sign-in.
void sign_out(const Ctx& ctx);

/// An open sign-in of one's own: since when, from where, by which browser.
struct OwnSignIn {
    std::string id;
    std::int64_t started_at = 0;
    std::int64_t last_seen_at = 0;
    std::string ip;
    std::string agent;
    bool current = false;
};
std::vector<OwnSignIn> own_sign_ins(const Ctx& ctx, const Limits& limits = {});
/// Ends one of one's own, or, without an id, all but this one.
void end_own_sign_ins(const Ctx& ctx, const std::string& id);

/// Changes one's own password; all other sign-ins of the account end, this one gets the new token
/// that is given.
std::string change_password(const Ctx& ctx, const PasswordRules& rules,
                            const std::string& old_password, const std::string& new_password);

std::string csrf_token_of(const std::string& token);
/// "tenant.secret" → tenant; empty when it is not such a token.
std::string tenant_of_token(const std::string& token);

/// A one-time set-up link for an office without accounts: the token, valid 72 hours. An older one
/// ends.
std::string new_setup_token(const Ctx& ctx);
}  // namespace ketnap::auth
