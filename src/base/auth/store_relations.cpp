// SPDX-License-Identifier: Apache-2.0
#include "base/auth/store_relations.h"

#include <string_view>

namespace ketnap::auth::store {
namespace {

constexpr std::string_view select_kin = R"sql(
    SELECT id, kin_person_id, relation FROM person_kin WHERE tenant_id = ?1 AND person_id = ?2
     UNION ALL
    SELECT id, person_id, relation FROM person_kin WHERE tenant_id = ?1 AND kin_person_id = ?2
     ORDER BY 1)sql";

constexpr std::string_view insert_kin_sql = R"sql(
    INSERT INTO person_kin (tenant_id, id, person_id, kin_person_id, relation, noted_at, noted_by)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

constexpr std::string_view delete_kin = R"sql(
    DELETE FROM person_kin WHERE tenant_id = ?1 AND id = ?2 AND (person_id = ?3 OR kin_person_id = ?3))sql";

constexpr std::string_view select_opened = R"sql(
    SELECT id, person_id, role, until_at FROM break_glass
     WHERE tenant_id = ?1 AND account_id = ?2 AND until_at > ?3)sql";

constexpr std::string_view select_lent = R"sql(
    SELECT account_id, id FROM role_grant
     WHERE tenant_id = ?1 AND lent_grant_id IS NOT NULL AND revoked_at IS NULL
     ORDER BY granted_at DESC, id)sql";

}  // namespace

std::vector<Kin> kin(db::Tx& tx, const std::string& person_id) {
    return tx.all(select_kin, {person_id},
                  [](const db::Row& r) { return Kin{r.text(0), r.text(1), r.text(2)}; });
}

void insert_kin(db::Tx& tx, const Kin& kin, const std::string& of, const std::string& user) {
    tx.run(insert_kin_sql, {kin.id, of, kin.person_id, kin.relation, tx.now_ms(), user});
}

bool drop_kin(db::Tx& tx, const std::string& person_id, const std::string& id) {
    return tx.run(delete_kin, {id, person_id}) == 1;
}

std::vector<audit::OpenedDossier> opened(db::Tx& tx, const std::string& account_id,
                                         std::int64_t now_ms) {
    return tx.all(select_opened, {account_id, now_ms}, [](const db::Row& r) {
        return audit::OpenedDossier{r.text(0), r.text(1), r.text(2), r.big(3)};
    });
}

std::vector<LentKey> lent(db::Tx& tx) {
    return tx.all(select_lent, {},
                  [](const db::Row& r) { return LentKey{AccountId{r.text(0)}, r.text(1)}; });
}

}  // namespace ketnap::auth::store
