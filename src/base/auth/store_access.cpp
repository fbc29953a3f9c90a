// SPDX-License-Identifier: Apache-2.0
#include "base/auth/store_access.h"

#include <string_view>

namespace ketnap::auth::store {
namespace {

constexpr std::string_view delete_marks = R"sql(
    DELETE FROM access_mark WHERE tenant_id = ?1 AND account_id = ?2 AND at <= ?3)sql";

constexpr std::string_view upsert_mark = R"sql(
    INSERT INTO access_mark (tenant_id, id, account_id, kind, object_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (tenant_id, account_id, kind, object_id) DO UPDATE SET at = excluded.at)sql";

constexpr std::string_view count_marks = R"sql(
    SELECT count(*) FROM access_mark WHERE tenant_id = ?1 AND account_id = ?2 AND kind = ?3)sql";

constexpr std::string_view select_alerted = R"sql(
    SELECT 1 FROM access_alert WHERE tenant_id = ?1 AND account_id = ?2 AND kind = ?3 AND at > ?4)sql";

constexpr std::string_view insert_alert_sql = R"sql(
    INSERT INTO access_alert (tenant_id, id, account_id, kind, count, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6))sql";

constexpr std::string_view select_alerts = R"sql(
    SELECT a.id, c.user_name, c.name, a.kind, a.count, a.at, a.seen_by, a.seen_at
      FROM access_alert a
      JOIN account c ON c.tenant_id = a.tenant_id AND c.id = a.account_id
     WHERE a.tenant_id = ?1
     ORDER BY a.at DESC, a.id DESC
     LIMIT 200)sql";

constexpr std::string_view update_alert_seen = R"sql(
    UPDATE access_alert SET seen_by = ?3, seen_at = ?4 WHERE tenant_id = ?1 AND id = ?2 AND seen_at IS NULL)sql";

}  // namespace

void drop_marks_before(db::Tx& tx, const AccountId& account, std::int64_t at) {
    tx.run(delete_marks, {account, at});
}

void put_mark(db::Tx& tx, const Mark& mark) {
    tx.run(upsert_mark,
           {new_uuid(tx.now_ms()), mark.account, mark.kind, mark.object_id, tx.now_ms()});
}

std::int64_t marks(db::Tx& tx, const AccountId& account, const std::string& kind) {
    return tx.one(count_marks, {account, kind}, [](const db::Row& r) { return r.big(0); })
        .value_or(0);
}

bool alerted_since(db::Tx& tx, const AccountId& account, const std::string& kind, std::int64_t at) {
    return tx.one(select_alerted, {account, kind, at}, [](const db::Row& r) { return r.big(0); })
        .has_value();
}

void insert_alert(db::Tx& tx, const AccountId& account, const std::string& kind,
                  std::int64_t count) {
    tx.run(insert_alert_sql, {new_uuid(tx.now_ms()), account, kind, count, tx.now_ms()});
}

std::vector<AccessAlert> alerts(db::Tx& tx) {
    return tx.all(select_alerts, {}, [](const db::Row& r) {
        return AccessAlert{.id = r.text(0),
                           .user_name = r.text(1),
                           .name = r.text(2),
                           .kind = r.text(3),
                           .count = r.big(4),
                           .at = r.big(5),
                           .seen_by = r.maybe_text(6).value_or(""),
                           .seen_at = r.maybe_big(7).value_or(0)};
    });
}

bool see_alert(db::Tx& tx, const std::string& id, const std::string& by) {
    return tx.run(update_alert_seen, {id, by, tx.now_ms()}) == 1;
}

}  // namespace ketnap::auth::store
