// SPDX-License-Identifier: Apache-2.0
#include "base/auth/store_factor.h"

#include "base/auth/factor_keys.h"

#include <string_view>

namespace ketnap::auth::store {
namespace {

constexpr std::string_view select_factor = R"sql(
    SELECT key, secret, next_secret, confirmed_at, last_step
      FROM second_factor
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view upsert_next = R"sql(
    INSERT INTO second_factor (tenant_id, id, key, secret, next_secret, last_step)
    VALUES (?1, ?2, ?3, ?4, ?5, 0)
    ON CONFLICT (tenant_id, id) DO UPDATE SET next_secret = excluded.next_secret)sql";

constexpr std::string_view update_confirmed = R"sql(
    UPDATE second_factor SET secret = ?3, next_secret = ?4, confirmed_at = ?5, last_step = ?6
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view update_step = R"sql(
    UPDATE second_factor SET last_step = ?3 WHERE tenant_id = ?1 AND id = ?2 AND last_step < ?3)sql";

constexpr std::string_view delete_factor = R"sql(
    DELETE FROM second_factor WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view select_keys = R"sql(
    SELECT id, key FROM second_factor WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3)sql";

constexpr std::string_view replace_key = R"sql(
    UPDATE second_factor SET key = ?3 WHERE tenant_id = ?1 AND id = ?2 AND key = ?4)sql";

constexpr std::string_view insert_code = R"sql(
    INSERT INTO recovery_code (tenant_id, id, account_id, code_hash) VALUES (?1, ?2, ?3, ?4))sql";

constexpr std::string_view delete_codes = R"sql(
    DELETE FROM recovery_code WHERE tenant_id = ?1 AND account_id = ?2)sql";

constexpr std::string_view use_code = R"sql(
    UPDATE recovery_code SET used_at = ?4
     WHERE tenant_id = ?1 AND account_id = ?2 AND code_hash = ?3 AND used_at IS NULL)sql";

constexpr std::string_view count_codes = R"sql(
    SELECT count(*) FROM recovery_code WHERE tenant_id = ?1 AND account_id = ?2 AND used_at IS NULL)sql";

constexpr std::string_view update_token = R"sql(
    UPDATE sign_in SET token_hash = ?3, factor_at = coalesce(?4, factor_at) WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view select_strictness = R"sql(
    SELECT value FROM setting WHERE tenant_id = ?1 AND id = 'second_factor')sql";

constexpr std::string_view upsert_strictness = R"sql(
    INSERT INTO setting (tenant_id, id, value) VALUES (?1, 'second_factor', ?2)
    ON CONFLICT (tenant_id, id) DO UPDATE SET value = excluded.value, version = setting.version + 1)sql";

constexpr std::string_view select_wait = R"sql(
    SELECT failures, last_at, until_at FROM sign_in_wait WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view upsert_wait = R"sql(
    INSERT INTO sign_in_wait (tenant_id, id, failures, last_at, until_at) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (tenant_id, id) DO UPDATE
       SET failures = excluded.failures, last_at = excluded.last_at, until_at = excluded.until_at)sql";

constexpr std::string_view delete_wait = R"sql(
    DELETE FROM sign_in_wait WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view delete_old_waits = R"sql(
    DELETE FROM sign_in_wait WHERE tenant_id = ?1 AND last_at < ?2)sql";

}  // namespace

std::optional<Factor> factor(db::Tx& tx, const AccountId& account) {
    return tx.one(select_factor, {account}, [](const db::Row& r) {
        return Factor{.key = r.blob(0),
                      .secret = {r.blob(1)},
                      .next_secret = {r.blob(2)},
                      .confirmed_at = r.maybe_big(3),
                      .last_step = r.big(4)};
    });
}

void put_next_secret(db::Tx& tx, const AccountId& account, const Factor& factor) {
    tx.run(upsert_next, {account, factor.key, factor.secret.bytes, factor.next_secret.bytes});
}

void confirm_factor(db::Tx& tx, const AccountId& account, const crypto::Sealed& secret,
                    std::int64_t step) {
    tx.run(update_confirmed, {account, secret.bytes, db::Blob{}, tx.now_ms(), step});
}

bool use_step(db::Tx& tx, const AccountId& account, std::int64_t step) {
    return tx.run(update_step, {account, step}) == 1;
}

void drop_factor(db::Tx& tx, const AccountId& account) {
    tx.run(delete_factor, {account});
    tx.run(delete_codes, {account});
}

void insert_recovery_code(db::Tx& tx, const std::string& id, const AccountId& account,
                          const std::string& code_hash) {
    tx.run(insert_code, {id, account, code_hash});
}

void drop_recovery_codes(db::Tx& tx, const AccountId& account) {
    tx.run(delete_codes, {account});
}

bool use_recovery_code(db::Tx& tx, const AccountId& account, const std::string& code_hash) {
    return tx.run(use_code, {account, code_hash, tx.now_ms()}) == 1;
}

std::int64_t recovery_codes_left(db::Tx& tx, const AccountId& account) {
    return tx.one(count_codes, {account}, [](const db::Row& r) { return r.big(0); }).value_or(0);
}

void renew_token(db::Tx& tx, const std::string& sign_in_id, const std::string& token_hash,
                 std::optional<std::int64_t> factor_at) {
    tx.run(update_token, {sign_in_id, token_hash, factor_at});
}

std::string strictness(db::Tx& tx) {
    return tx.one(select_strictness, {}, [](const db::Row& r) { return r.text(0); }).value_or("");
}

void set_strictness(db::Tx& tx, const std::string& value) {
    tx.run(upsert_strictness, {value});
}

std::optional<Wait> wait(db::Tx& tx, const std::string& id) {
    return tx.one(select_wait, {id},
                  [](const db::Row& r) { return Wait{r.big(0), r.big(1), r.big(2)}; });
}

void put_wait(db::Tx& tx, const std::string& id, const Wait& wait) {
    tx.run(upsert_wait, {id, wait.failures, wait.last_at, wait.until_at});
}

void drop_wait(db::Tx& tx, const std::string& id) {
    tx.run(delete_wait, {id});
}

void drop_waits_before(db::Tx& tx, std::int64_t last_at) {
    tx.run(delete_old_waits, {last_at});
}

}  // namespace ketnap::auth::store

namespace ketnap::auth {

std::vector<FactorKey> factor_keys(db::Tx& tx, const std::string& after, std::int64_t limit) {
    return tx.all(store::select_keys, {after, limit},
                  [](const db::Row& r) { return FactorKey{r.text(0), r.blob(1)}; });
}

void replace_factor_key(db::Tx& tx, const FactorKey& before, const db::Blob& after) {
    tx.run(store::replace_key, {before.id, after, before.key});
}

}  // namespace ketnap::auth
