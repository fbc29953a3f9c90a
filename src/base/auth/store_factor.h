// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/accounts.h"
#include "platform/crypto/vault.h"

namespace ketnap::auth::store {

/// A second factor as it lies in the database: secrets sealed by `key`.
struct Factor {
    crypto::Blob key;
    crypto::Sealed secret;       ///< in use; empty until the first code was given
    crypto::Sealed next_secret;  ///< being set up
    std::optional<std::int64_t> confirmed_at;
    std::int64_t last_step = 0;
};

std::optional<Factor> factor(db::Tx& tx, const AccountId& account);
/// Sets one up beside the one in use, which stays until the new one is confirmed.
void put_next_secret(db::Tx& tx, const AccountId& account, const Factor& factor);
void confirm_factor(db::Tx& tx, const AccountId& account, const crypto::Sealed& secret,
                    std::int64_t step);
/// Takes the code of a step; false when this or a later one was taken.
bool use_step(db::Tx& tx, const AccountId& account, std::int64_t step);
void drop_factor(db::Tx& tx, const AccountId& account);

void insert_recovery_code(db::Tx& tx, const std::string& id, const AccountId& account,
                          const std::string& code_hash);
void drop_recovery_codes(db::Tx& tx, const AccountId& account);
bool use_recovery_code(db::Tx& tx, const AccountId& account, const std::string& code_hash);
std::int64_t recovery_codes_left(db::Tx& tx, const AccountId& account);

/// Another token for the same sign-in; `factor_at`: given with it.
void renew_token(db::Tx& tx, const std::string& sign_in_id, const std::string& token_hash,
                 std::optional<std::int64_t> factor_at);

std::string strictness(db::Tx& tx);
void set_strictness(db::Tx& tx, const std::string& value);

struct Wait {
    std::int64_t failures = 0;
    std::int64_t last_at = 0;
    std::int64_t until_at = 0;
};
std::optional<Wait> wait(db::Tx& tx, const std::string& id);
void put_wait(db::Tx& tx, const std::string& id, const Wait& wait);
void drop_wait(db::Tx& tx, const std::string& id);
void drop_waits_before(db::Tx& tx, std::int64_t last_at);

}  // namespace ketnap::auth::store
