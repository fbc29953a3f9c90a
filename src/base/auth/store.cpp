// SPDX-License-Identifier: Apache-2.0
#include "base/auth/store.h"

#include <algorithm>
#include <string_view>

namespace ketnap::auth::store {
namespace {

constexpr std::string_view insert_account_sql = R"sql(
    INSERT INTO account (tenant_id, id, user_name, name, person_id, password_hash, password_expires_at, must_change,
                         language, disabled, created_at, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, 1))sql";

constexpr std::string_view select_by_user = R"sql(
    SELECT id, user_name, name, person_id, language, disabled, must_change, version, password_hash, password_expires_at
      FROM account
     WHERE tenant_id = ?1 AND user_name = ?2)sql";

constexpr std::string_view select_by_id = R"sql(
    SELECT id, user_name, name, person_id, language, disabled, must_change, version, password_hash, password_expires_at
      FROM account
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view select_accounts = R"sql(
    SELECT id, user_name, name, person_id, language, disabled, must_change, version
      FROM account
     WHERE tenant_id = ?1
     ORDER BY user_name, id)sql";

constexpr std::string_view count_accounts_sql = R"sql(
    SELECT count(*) FROM account WHERE tenant_id = ?1)sql";

constexpr std::string_view update_disabled = R"sql(
    UPDATE account SET disabled = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4)sql";

constexpr std::string_view update_password = R"sql(
    UPDATE account SET password_hash = ?3, password_expires_at = NULL, must_change = 0, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view renew_hash_sql = R"sql(
    UPDATE account SET password_hash = ?4 WHERE tenant_id = ?1 AND id = ?2 AND password_hash = ?3)sql";

constexpr std::string_view update_language = R"sql(
    UPDATE account SET language = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view insert_grant_sql = R"sql(
    INSERT INTO role_grant (tenant_id, id, account_id, role, org_id, campaign_id, granted_at, granted_by,
                            from_on, until_on, reason, lent_grant_id)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12))sql";

constexpr std::string_view update_revoked = R"sql(
    UPDATE role_grant SET revoked_at = ?4
     WHERE tenant_id = ?1 AND account_id = ?2 AND id = ?3 AND revoked_at IS NULL)sql";

constexpr std::string_view confirm_grant_sql = R"sql(
    UPDATE role_grant SET confirmed_by = ?4, confirmed_at = ?5
     WHERE tenant_id = ?1 AND account_id = ?2 AND id = ?3 AND revoked_at IS NULL AND confirmed_by IS NULL)sql";

constexpr std::string_view select_grants = R"sql(
    SELECT g.id, g.role, g.org_id, g.campaign_id, g.granted_at, coalesce(g.from_on, ''), coalesce(g.until_on, ''),
           coalesce(g.reason, ''), g.granted_by, coalesce(g.confirmed_by, ''), coalesce(g.lent_grant_id, ''),
           coalesce(l.account_id, ''), coalesce(a.name, ''), coalesce(l.from_on, ''),
           coalesce(l.until_on, ''), coalesce(a.disabled, 0), coalesce(l.revoked_at, 0), t.created_at
      FROM role_grant g
      JOIN tenant t ON t.id = g.tenant_id
      LEFT JOIN role_grant l ON l.tenant_id = g.tenant_id AND l.id = g.lent_grant_id
      LEFT JOIN account a ON a.tenant_id = l.tenant_id AND a.id = l.account_id
     WHERE g.tenant_id = ?1 AND g.account_id = ?2 AND g.revoked_at IS NULL
     ORDER BY g.granted_at, g.id)sql";

constexpr std::string_view insert_sign_in_sql = R"sql(
    INSERT INTO sign_in (tenant_id, id, token_hash, account_id, started_at, last_seen_at, ip, agent)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

constexpr std::string_view select_sign_in = R"sql(
    SELECT s.id, s.account_id, s.started_at, s.last_seen_at, s.factor_at,
           (SELECT f.confirmed_at FROM second_factor f WHERE f.tenant_id = s.tenant_id AND f.id = s.account_id),
           (SELECT t.value FROM setting t WHERE t.tenant_id = s.tenant_id AND t.id = 'second_factor')
      FROM sign_in s
     WHERE s.tenant_id = ?1 AND s.token_hash = ?2 AND s.ended_at IS NULL)sql";

constexpr std::string_view update_seen = R"sql(
    UPDATE sign_in SET last_seen_at = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view update_ended = R"sql(
    UPDATE sign_in SET ended_at = ?3 WHERE tenant_id = ?1 AND id = ?2 AND ended_at IS NULL)sql";

constexpr std::string_view update_ended_all = R"sql(
    UPDATE sign_in SET ended_at = ?4
     WHERE tenant_id = ?1 AND account_id = ?2 AND id <> ?3 AND ended_at IS NULL)sql";

constexpr std::string_view update_ended_of = R"sql(
    UPDATE sign_in SET ended_at = ?4
     WHERE tenant_id = ?1 AND account_id = ?2 AND id = ?3 AND ended_at IS NULL)sql";

constexpr std::string_view select_stale = R"sql(
    SELECT 1
      FROM sign_in
     WHERE tenant_id = ?1 AND ended_at IS NULL AND (started_at <= ?2 OR last_seen_at <= ?3)
     LIMIT 1)sql";

constexpr std::string_view update_stale = R"sql(
    UPDATE sign_in SET ended_at = ?4
     WHERE tenant_id = ?1 AND ended_at IS NULL AND (started_at <= ?2 OR last_seen_at <= ?3))sql";

constexpr std::string_view select_sign_ins = R"sql(
    SELECT id, started_at, last_seen_at, ip, agent
      FROM sign_in
     WHERE tenant_id = ?1 AND account_id = ?2 AND ended_at IS NULL AND started_at > ?3 AND last_seen_at > ?4
     ORDER BY last_seen_at DESC, id)sql";

constexpr std::string_view insert_setup_sql = R"sql(
    INSERT INTO setup_link (tenant_id, id, token_hash, expires_at) VALUES (?1, ?2, ?3, ?4))sql";

constexpr std::string_view end_setup_sql = R"sql(
    UPDATE setup_link SET used_at = ?2 WHERE tenant_id = ?1 AND used_at IS NULL)sql";

constexpr std::string_view use_setup_sql = R"sql(
    UPDATE setup_link SET used_at = ?3
     WHERE tenant_id = ?1 AND token_hash = ?2 AND used_at IS NULL AND expires_at > ?3)sql";

Account account_of(const db::Row& r) {
    return {.id = AccountId{r.text(0)},
            .user_name = r.text(1),
            .name = r.text(2),
            .person_id = r.maybe_text(3).value_or(""),
            .language = r.text(4),
            .disabled = r.flag(5),
            .must_change = r.flag(6),
            .version = r.big(7)};
}

constexpr std::int64_t first_day_ms = 24LL * 3600 * 1000;
constexpr std::int64_t first_week_ms = 7 * first_day_ms;

GrantRow grant_of(const db::Row& r) {
    GrantRow g{.id = r.text(0),
               .role = r.text(1),
               .org_id = r.text(2),
               .campaign_id = r.text(3),
               .granted_at = r.big(4),
               .from_on = r.text(5),
               .until_on = r.text(6),
               .reason = r.text(7),
               .granted_by = r.text(8),
               .confirmed_by = r.text(9),
               .lent_grant_id = r.text(10),
               .lent_by_account = r.text(11),
               .lent_by = r.text(12)};
    const bool lender_gone = r.flag(15) || r.big(16) != 0;
    g.lent_holds = g.lent_grant_id.empty() || !lender_gone;
    if (g.lent_holds && !g.lent_grant_id.empty()) {  // no longer than the role it is
        g.from_on = std::max(g.from_on, r.text(13));
        const auto until = r.text(14);
        g.until_on = until.empty() ? g.until_on : std::min(g.until_on, until);
    }
    const bool new_office = g.granted_at - r.big(17) < first_week_ms;
    g.decides_from = new_office || !g.confirmed_by.empty() ? 0 : g.granted_at + first_day_ms;
    return g;
}

Secret secret_of(const db::Row& r) {
    return {account_of(r), r.text(8), r.maybe_big(9)};
}

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

}  // namespace

void insert_account(db::Tx& tx, const Account& account, const std::string& password_hash,
                    std::optional<std::int64_t> expires_at) {
    tx.run(insert_account_sql,
           {account.id, account.user_name, account.name, or_null(account.person_id), password_hash,
            expires_at, account.must_change, account.language, tx.now_ms()});
}

std::optional<Secret> secret_by_user(db::Tx& tx, const std::string& user_name) {
    return tx.one(select_by_user, {user_name}, secret_of);
}

std::optional<Secret> secret_by_id(db::Tx& tx, const AccountId& id) {
    return tx.one(select_by_id, {id}, secret_of);
}

std::vector<Account> accounts(db::Tx& tx) {
    return tx.all(select_accounts, {}, account_of);
}

std::int64_t count_accounts(db::Tx& tx) {
    return tx.one(count_accounts_sql, {}, [](const db::Row& r) { return r.big(0); }).value_or(0);
}

bool set_disabled(db::Tx& tx, const AccountId& id, bool disabled, std::int64_t version) {
    return tx.run(update_disabled, {id, disabled, version}) == 1;
}

void set_password(db::Tx& tx, const AccountId& id, const std::string& password_hash) {
    tx.run(update_password, {id, password_hash});
}

void renew_hash(db::Tx& tx, const AccountId& id, const std::string& old_hash,
                const std::string& new_hash) {
    tx.run(renew_hash_sql, {id, old_hash, new_hash});
}

void set_language(db::Tx& tx, const AccountId& id, const std::string& language) {
    tx.run(update_language, {id, language});
}

void insert_grant(db::Tx& tx, const std::string& id, const NewGrant& grant,
                  const std::string& granted_by) {
    tx.run(insert_grant_sql,
           {id, grant.account_id, grant.role, grant.org_id, grant.campaign_id, grant.granted_at,
            granted_by, or_null(grant.from_on), or_null(grant.until_on), or_null(grant.reason),
            or_null(grant.lent_grant_id)});
}

bool confirm_grant(db::Tx& tx, const AccountId& account, const std::string& grant_id,
                   const std::string& user) {
    return tx.run(confirm_grant_sql, {account, grant_id, user, tx.now_ms()}) == 1;
}

bool revoke_grant(db::Tx& tx, const AccountId& account, const std::string& grant_id) {
    return tx.run(update_revoked, {account, grant_id, tx.now_ms()}) == 1;
}

std::vector<GrantRow> grants(db::Tx& tx, const AccountId& account) {
    return tx.all(select_grants, {account}, grant_of);
}

void insert_sign_in(db::Tx& tx, const SignInRow& row, const std::string& token_hash,
                    const std::string& ip, const std::string& agent) {
    tx.run(insert_sign_in_sql,
           {row.id, token_hash, row.account_id, row.started_at, row.last_seen_at, ip, agent});
}

std::optional<SignInRow> open_sign_in(db::Tx& tx, const std::string& token_hash) {
    return tx.one(select_sign_in, {token_hash}, [](const db::Row& r) {
        return SignInRow{r.text(0),
                         AccountId{r.text(1)},
                         r.big(2),
                         r.big(3),
                         r.maybe_big(4).value_or(0),
                         !r.is_null(5),
                         r.maybe_text(6).value_or("")};
    });
}

bool has_stale_sign_ins(db::Tx& tx, const OpenSpan& span) {
    return tx
        .one(select_stale, {span.started_after, span.seen_after},
             [](const db::Row&) { return true; })
        .value_or(false);
}

void end_stale_sign_ins(db::Tx& tx, const OpenSpan& span) {
    tx.run(update_stale, {span.started_after, span.seen_after, tx.now_ms()});
}

void touch_sign_in(db::Tx& tx, const std::string& id) {
    tx.run(update_seen, {id, tx.now_ms()});
}

void end_sign_in(db::Tx& tx, const std::string& id) {
    tx.run(update_ended, {id, tx.now_ms()});
}

bool end_sign_in_of(db::Tx& tx, const AccountId& account, const std::string& id) {
    return tx.run(update_ended_of, {account, id, tx.now_ms()}) == 1;
}

std::vector<OwnSignIn> sign_ins_of(db::Tx& tx, const AccountId& account, std::int64_t started_after,
                                   std::int64_t seen_after) {
    return tx.all(select_sign_ins, {account, started_after, seen_after}, [](const db::Row& r) {
        return OwnSignIn{r.text(0), r.big(1), r.big(2), r.text(3), r.text(4), false};
    });
}

void end_sign_ins(db::Tx& tx, const AccountId& account, const std::string& except) {
    tx.run(update_ended_all, {account, except, tx.now_ms()});
}

void insert_setup_link(db::Tx& tx, const std::string& id, const std::string& token_hash,
                       std::int64_t expires_at) {
    tx.run(insert_setup_sql, {id, token_hash, expires_at});
}

void end_setup_links(db::Tx& tx) {
    tx.run(end_setup_sql, {tx.now_ms()});
}

bool use_setup_link(db::Tx& tx, const std::string& token_hash) {
    return tx.run(use_setup_sql, {token_hash, tx.now_ms()}) == 1;
}

}  // namespace ketnap::auth::store
