// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/sign_in.h"

namespace ketnap::auth::store {

struct Secret {
    Account account;
    std::string password_hash;
    std::optional<std::int64_t> password_expires_at;
};

void insert_account(db::Tx& tx, const Account& account, const std::string& password_hash,
                    std::optional<std::int64_t> expires_at);
std::optional<Secret> secret_by_user(db::Tx& tx, const std::string& user_name);
std::optional<Secret> secret_by_id(db::Tx& tx, const AccountId& id);
std::vector<Account> accounts(db::Tx& tx);
std::int64_t count_accounts(db::Tx& tx);
/// No row changed means a stale version.
bool set_disabled(db::Tx& tx, const AccountId& id, bool disabled, std::int64_t version);
void set_password(db::Tx& tx, const AccountId& id, const std::string& password_hash);
/// The same password under today's parameters, unless it was changed meanwhile.
void renew_hash(db::Tx& tx, const AccountId& id, const std::string& old_hash,
                const std::string& new_hash);
void set_language(db::Tx& tx, const AccountId& id, const std::string& language);

void insert_grant(db::Tx& tx, const std::string& id, const NewGrant& grant,
                  const std::string& granted_by);
bool revoke_grant(db::Tx& tx, const AccountId& account, const std::string& grant_id);
/// False: taken back, or confirmed already.
bool confirm_grant(db::Tx& tx, const AccountId& account, const std::string& grant_id,
                   const std::string& user);
std::vector<GrantRow> grants(db::Tx& tx, const AccountId& account);

struct SignInRow {
    std::string id;
    AccountId account_id;
    std::int64_t started_at = 0;
    std::int64_t last_seen_at = 0;
    std::int64_t factor_at = 0;  ///< 0: the second factor was not given
    bool factor_held = false;
    std::string strictness{};
};
void insert_sign_in(db::Tx& tx, const SignInRow& row, const std::string& token_hash,
                    const std::string& ip, const std::string& agent);
std::optional<SignInRow> open_sign_in(db::Tx& tx, const std::string& token_hash);
/// After which moments an open sign-in was started and last seen.
struct OpenSpan {
    std::int64_t started_after = 0;
    std::int64_t seen_after = 0;
};
bool has_stale_sign_ins(db::Tx& tx, const OpenSpan& span);
void end_stale_sign_ins(db::Tx& tx, const OpenSpan& span);
void touch_sign_in(db::Tx& tx, const std::string& id);
void end_sign_in(db::Tx& tx, const std::string& id);
/// False when it is not an open one of the account.
bool end_sign_in_of(db::Tx& tx, const AccountId& account, const std::string& id);
std::vector<OwnSignIn> sign_ins_of(db::Tx& tx, const AccountId& account, std::int64_t started_after,
                                   std::int64_t seen_after);
/// All open sign-ins of the account but `except`.
void end_sign_ins(db::Tx& tx, const AccountId& account, const std::string& except);

void insert_setup_link(db::Tx& tx, const std::string& id, const std::string& token_hash,
                       std::int64_t expires_at);
void end_setup_links(db::Tx& tx);
bool use_setup_link(db::Tx& tx, const std::string& token_hash);

}  // namespace ketnap::auth::store
