// SPDX-License-Identifier: Apache-2.0
#include "base/auth/store_resets.h"

#include "base/auth/notices.h"
#include "base/auth/store.h"

#include <string_view>

namespace ketnap::auth {
namespace store {
namespace {

constexpr std::string_view insert_reset_sql = R"sql(
    INSERT INTO password_reset (tenant_id, id, account_id, drops_factor, reason, asked_by, asked_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

constexpr std::string_view select_resets = R"sql(
    SELECT id, account_id, drops_factor, reason, asked_by, asked_at
      FROM password_reset
     WHERE tenant_id = ?1 AND settled_at IS NULL AND asked_at > ?2
     ORDER BY id DESC)sql";

constexpr std::string_view select_reset = R"sql(
    SELECT id, account_id, drops_factor, reason, asked_by, asked_at
      FROM password_reset
     WHERE tenant_id = ?1 AND id = ?2 AND settled_at IS NULL AND asked_at > ?3)sql";

constexpr std::string_view update_settled = R"sql(
    UPDATE password_reset SET settled_by = ?3, settled_at = ?4, given = ?5
     WHERE tenant_id = ?1 AND id = ?2 AND settled_at IS NULL)sql";

constexpr std::string_view update_first_password = R"sql(
    UPDATE account SET password_hash = ?3, password_expires_at = ?4, must_change = 1, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view insert_notice = R"sql(
    INSERT INTO account_notice (tenant_id, id, account_id, kind, at, by_names) VALUES (?1, ?2, ?3, ?4, ?5, ?6))sql";

constexpr std::string_view select_notices = R"sql(
    SELECT id, kind, at, by_names
      FROM account_notice
     WHERE tenant_id = ?1 AND account_id = ?2 AND seen_at IS NULL
     ORDER BY at, id)sql";

constexpr std::string_view update_seen_notices = R"sql(
    UPDATE account_notice SET seen_at = ?3 WHERE tenant_id = ?1 AND account_id = ?2 AND seen_at IS NULL)sql";

Reset reset_of_row(const db::Row& r) {
    return {.id = r.text(0),
            .account_id = AccountId{r.text(1)},
            .drops_factor = r.flag(2),
            .reason = r.text(3),
            .asked_by = AccountId{r.text(4)},
            .asked_at = r.big(5)};
}

}  // namespace

void insert_reset(db::Tx& tx, const Reset& reset) {
    tx.run(insert_reset_sql, {reset.id, reset.account_id, reset.drops_factor, reset.reason,
                              reset.asked_by, reset.asked_at});
}

std::vector<Reset> open_resets(db::Tx& tx, std::int64_t since) {
    return tx.all(select_resets, {since}, reset_of_row);
}

std::optional<Reset> open_reset(db::Tx& tx, const std::string& id, std::int64_t since) {
    return tx.one(select_reset, {id, since}, reset_of_row);
}

bool settle_reset(db::Tx& tx, const std::string& id, const std::string& by, bool given) {
    return tx.run(update_settled, {id, by, tx.now_ms(), given}) == 1;
}

void hand_out_password(db::Tx& tx, const AccountId& id, const std::string& password_hash,
                       std::int64_t expires_at) {
    tx.run(update_first_password, {id, password_hash, expires_at});
}

}  // namespace store

void add_notice(db::Tx& tx, const AccountId& account, const std::string& kind,
                const std::string& by_names) {
    tx.run(store::insert_notice, {new_uuid(tx.now_ms()), account, kind, tx.now_ms(), by_names});
}

std::vector<Notice> unseen_notices(db::Tx& tx, const AccountId& account) {
    return tx.all(store::select_notices, {account}, [](const db::Row& r) {
        return Notice{r.text(0), r.text(1), r.big(2), r.text(3)};
    });
}

void see_notices(const Ctx& ctx) {
    ctx.write([&](db::Tx& tx) {
        tx.run(store::update_seen_notices, {ctx.actor.account_id, tx.now_ms()});
    });
}

}  // namespace ketnap::auth
