// SPDX-License-Identifier: Apache-2.0
#include "base/org/store.h"

#include "platform/db/filter.h"
#include "platform/text/fold.h"
#include "platform/text/sort_key.h"

#include <string_view>

namespace ketnap::org::store {
namespace {

constexpr std::string_view insert_sql = R"sql(
    INSERT INTO org (tenant_id, id, parent_id, path, system, kind, code, name, short_name, name_fold, name_sort,
                     linked_org_id, place, from_on, until_on, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, 1))sql";

constexpr std::string_view update_sql = R"sql(
    UPDATE org SET parent_id = ?3, path = ?4, system = ?5, kind = ?6, code = ?7, name = ?8, short_name = ?9,
           name_fold = ?10, name_sort = ?11, linked_org_id = ?12, place = ?13, from_on = ?14, until_on = ?15,
           version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?16)sql";

constexpr std::string_view select_by_id = R"sql(
    SELECT o.id, o.parent_id, o.path, o.system, o.kind, o.code, o.name, o.short_name, o.linked_org_id, o.place,
           o.from_on, o.until_on, o.version
      FROM org o
     WHERE o.tenant_id = ?1 AND o.id = ?2)sql";

constexpr std::string_view select_by_code = R"sql(
    SELECT o.id, o.parent_id, o.path, o.system, o.kind, o.code, o.name, o.short_name, o.linked_org_id, o.place,
           o.from_on, o.until_on, o.version
      FROM org o
     WHERE o.tenant_id = ?1 AND o.code = ?2)sql";

constexpr std::string_view select_root = R"sql(
    SELECT o.id, o.parent_id, o.path, o.system, o.kind, o.code, o.name, o.short_name, o.linked_org_id, o.place,
           o.from_on, o.until_on, o.version
      FROM org o
     WHERE o.tenant_id = ?1 AND o.parent_id IS NULL
     ORDER BY o.id LIMIT 1)sql";

constexpr const char* select_within = R"sql(
    SELECT o.id, o.parent_id, o.path, o.system, o.kind, o.code, o.name, o.short_name, o.linked_org_id, o.place,
           o.from_on, o.until_on, o.version
      FROM org o
     WHERE o.tenant_id = ?1)sql";

constexpr std::string_view move_orgs = R"sql(
    UPDATE org SET path = ?2 || substr(path, CAST(?3 AS INTEGER))
     WHERE tenant_id = ?1 AND path >= ?4 AND path < ?5)sql";

constexpr std::string_view select_names = R"sql(
    SELECT id, name FROM org WHERE tenant_id = ?1 ORDER BY id)sql";

std::optional<std::string> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{text};
}

std::string_view system_name(System system) {
    switch (system) {
        case System::party:
            return "party";
        case System::youth_union:
            return "youth_union";
        case System::trade_union:
            return "trade_union";
        case System::other:
            break;
    }
    return "other";
}

System system_of(std::string_view name) {
    if (name == "party") {
        return System::party;
    }
    if (name == "youth_union") {
        return System::youth_union;
    }
    return name == "trade_union" ? System::trade_union : System::other;
}

Org org_of(const db::Row& r) {
    Org org;
    org.id = OrgId{r.text(0)};
    org.parent_id = OrgId{r.maybe_text(1).value_or("")};
    org.path = r.text(2);
    org.system = system_of(r.view(3));
    org.kind = r.text(4);
    org.code = r.text(5);
    org.name = r.text(6);
    org.short_name = r.text(7);
    org.linked_org_id = OrgId{r.maybe_text(8).value_or("")};
    org.place = r.text(9);
    org.from_on = r.maybe_text(10).value_or("");
    org.until_on = r.maybe_text(11).value_or("");
    org.version = r.big(12);
    return org;
}

}  // namespace

void insert(db::Tx& tx, const Org& org) {
    tx.run(insert_sql, {org.id, or_null(org.parent_id.value), org.path, system_name(org.system),
                        org.kind, org.code, org.name, org.short_name,
                        text::fold(org.name + " " + org.short_name + " " + org.code),
                        text::sort_key_plain(org.name), or_null(org.linked_org_id.value), org.place,
                        or_null(org.from_on), or_null(org.until_on)});
}

bool update(db::Tx& tx, const Org& org) {
    return tx.run(update_sql,
                  {org.id, or_null(org.parent_id.value), org.path, system_name(org.system),
                   org.kind, org.code, org.name, org.short_name,
                   text::fold(org.name + " " + org.short_name + " " + org.code),
                   text::sort_key_plain(org.name), or_null(org.linked_org_id.value), org.place,
                   or_null(org.from_on), or_null(org.until_on), org.version}) == 1;
}

std::optional<Org> by_id(db::Tx& tx, std::string_view id) {
    return tx.one(select_by_id, {id}, org_of);
}

std::optional<Org> by_code(db::Tx& tx, std::string_view code) {
    return tx.one(select_by_code, {code}, org_of);
}

std::optional<Org> root(db::Tx& tx) {
    return tx.one(select_root, {}, org_of);
}

std::vector<Org> within(db::Tx& tx, const std::vector<std::string>& reach) {
    db::Filter filter;
    filter.ranges("o.path", auth::ranges_of(reach));
    const auto sql = filter.sql(select_within, "ORDER BY o.name_sort, o.id");
    return tx.all(sql, filter.values(), org_of);
}

void move_paths(db::Tx& tx, const std::string& from, const std::string& to) {
    tx.run(move_orgs, {to, static_cast<std::int64_t>(from.size() + 1), from, auth::path_end(from)});
}

std::map<std::string, std::string> names(db::Tx& tx) {
    std::map<std::string, std::string> out;
    tx.each(select_names, {}, [&](const db::Row& r) { out.emplace(r.text(0), r.text(1)); });
    return out;
}

}  // namespace ketnap::org::store
