// SPDX-License-Identifier: Apache-2.0
#include "base/filters/store.h"

#include "platform/json/read.h"
#include "platform/json/write.h"
#include "platform/vocabulary/errors.h"

#include <string_view>

namespace ketnap::filters::store {
namespace {

constexpr std::string_view of_list_sql = R"sql(
    SELECT id, account_id, owner_name, list, name, name_key, conditions, shared, version
      FROM saved_filter
     WHERE tenant_id = ?1 AND list = ?2 AND (account_id = ?3 OR shared = 1)
     ORDER BY name_key, id
     LIMIT 200)sql";

constexpr std::string_view by_id_sql = R"sql(
    SELECT id, account_id, owner_name, list, name, name_key, conditions, shared, version
      FROM saved_filter
     WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view put_sql = R"sql(
    INSERT INTO saved_filter (tenant_id, id, account_id, owner_name, list, name, name_key,
                              conditions, shared, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)
    ON CONFLICT (tenant_id, list, account_id, name_key) DO UPDATE
       SET name = excluded.name, conditions = excluded.conditions, shared = excluded.shared,
           version = saved_filter.version + 1)sql";

constexpr std::string_view by_name_sql = R"sql(
    SELECT id, account_id, owner_name, list, name, name_key, conditions, shared, version
      FROM saved_filter
     WHERE tenant_id = ?1 AND list = ?2 AND account_id = ?3 AND name_key = ?4)sql";

constexpr std::string_view drop_sql = "DELETE FROM saved_filter WHERE tenant_id = ?1 AND id = ?2";

Row row_of(const db::Row& r) {
    Row row;
    row.filter.id = r.text(0);
    row.account_id = r.text(1);
    row.filter.owner_name = r.text(2);
    row.filter.list = r.text(3);
    row.filter.name = r.text(4);
    row.name_key = r.text(5);
    auto conditions = json::read<Conditions>(r.text(6));
    KETNAP_CHECK(conditions.has_value());
    row.filter.conditions = std::move(*conditions);
    row.filter.shared = r.big(7) != 0;
    row.filter.version = r.big(8);
    return row;
}

}  // namespace

std::vector<Row> of_list(db::Tx& tx, const std::string& list, const std::string& account_id) {
    return tx.all(of_list_sql, {list, account_id}, row_of);
}

std::optional<Row> find(db::Tx& tx, const std::string& id) {
    return tx.one(by_id_sql, {id}, row_of);
}

Row put(db::Tx& tx, const Row& row) {
    const auto& f = row.filter;
    tx.run(put_sql, {f.id, row.account_id, f.owner_name, f.list, f.name, row.name_key,
                     json::write(f.conditions), std::int64_t{f.shared}});
    auto stands = tx.one(by_name_sql, {f.list, row.account_id, row.name_key}, row_of);
    KETNAP_CHECK(stands.has_value());
    return std::move(*stands);
}

void drop(db::Tx& tx, const std::string& id) {
    tx.run(drop_sql, {id});
}

}  // namespace ketnap::filters::store
