// SPDX-License-Identifier: Apache-2.0
#include "app/store.h"

#include <stdexcept>
#include <string_view>

namespace ketnap::app::store {
namespace {

constexpr std::string_view select_tenants = "SELECT id FROM tenant ORDER BY id";

constexpr std::string_view insert_tenant_sql = R"sql(
    INSERT INTO tenant (id, code, name, created_at) VALUES (?1, ?2, ?3, ?4))sql";

constexpr std::string_view update_tenant = R"sql(
    UPDATE tenant SET code = ?2, name = ?3, version = version + 1 WHERE id = ?1)sql";

constexpr std::string_view select_name = "SELECT name FROM tenant WHERE id = ?1";

constexpr std::string_view select_schema = "SELECT max(version) FROM schema_version";

constexpr std::string_view select_setting = R"sql(
    SELECT value FROM setting WHERE tenant_id = ?1 AND id = ?2)sql";

constexpr std::string_view upsert_setting = R"sql(
    INSERT INTO setting (tenant_id, id, value) VALUES (?1, ?2, ?3)
    ON CONFLICT (tenant_id, id) DO UPDATE SET value = excluded.value, version = setting.version + 1)sql";

constexpr std::string_view count_sign_ins = R"sql(
    SELECT count(*) FROM sign_in
     WHERE tenant_id = ?1 AND ended_at IS NULL AND last_seen_at > ?2 AND started_at > ?3)sql";

constexpr std::string_view count_jobs = R"sql(
    SELECT kind, state, count(*) FROM job WHERE tenant_id = ?1
     GROUP BY kind, state ORDER BY kind, state)sql";

}  // namespace

std::string only_tenant(db::Tx& tx) {
    std::string id;
    tx.raw_each(select_tenants, {}, [&](const db::Row& r) {
        if (!id.empty()) {
            throw std::runtime_error{
                "several offices in one database: not served yet by this command"};
        }
        id = r.text(0);
    });
    return id;
}

void insert_tenant(db::Tx& tx, const std::string& code, const std::string& name) {
    tx.raw(insert_tenant_sql, {tx.tenant(), code, name, tx.now_ms()});
}

void rename_tenant(db::Tx& tx, const std::string& code, const std::string& name) {
    tx.raw(update_tenant, {tx.tenant(), code, name});
}

std::string tenant_name(db::Tx& tx) {
    std::string name;
    tx.raw_each(select_name, {tx.tenant()}, [&](const db::Row& r) { name = r.text(0); });
    return name;
}

std::int64_t schema(db::Tx& tx) {
    std::int64_t newest = 0;
    tx.raw_each(select_schema, {}, [&](const db::Row& r) { newest = r.maybe_big(0).value_or(0); });
    return newest;
}

std::int64_t open_sign_ins(db::Tx& tx, std::int64_t seen_after, std::int64_t begun_after) {
    std::int64_t count = 0;
    tx.each(count_sign_ins, {seen_after, begun_after}, [&](const db::Row& r) { count = r.big(0); });
    return count;
}

std::vector<JobCount> job_counts(db::Tx& tx) {
    std::vector<JobCount> out;
    tx.each(count_jobs, {},
            [&](const db::Row& r) { out.push_back({r.text(0), r.text(1), r.big(2)}); });
    return out;
}

std::string setting(db::Tx& tx, const std::string& name) {
    return tx.one(select_setting, {name}, [](const db::Row& r) { return r.text(0); }).value_or("");
}

void set_setting(db::Tx& tx, const std::string& name, const std::string& value) {
    tx.run(upsert_setting, {name, value});
}

}  // namespace ketnap::app::store
