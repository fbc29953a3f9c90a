// SPDX-License-Identifier: Apache-2.0
#include "base/auth/store_glass.h"

#include <string_view>

namespace ketnap::auth::store {
namespace {

constexpr std::string_view insert_glass_sql = R"sql(
    INSERT INTO break_glass (tenant_id, id, account_id, dossier_id, person_id, role, reason, opened_at, until_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql";

constexpr std::string_view select_glass = R"sql(
    SELECT g.id, g.account_id, a.name, g.dossier_id, g.person_id, g.role, g.reason, g.opened_at, g.until_at
      FROM break_glass g
      JOIN account a ON a.tenant_id = g.tenant_id AND a.id = g.account_id
     WHERE g.tenant_id = ?1 AND g.id = ?2)sql";

constexpr std::string_view select_glasses = R"sql(
    SELECT g.id, g.account_id, a.name, g.dossier_id, g.person_id, g.role, g.reason, g.opened_at, g.until_at
      FROM break_glass g
      JOIN account a ON a.tenant_id = g.tenant_id AND a.id = g.account_id
     WHERE g.tenant_id = ?1
     ORDER BY g.opened_at DESC, g.id DESC LIMIT 500)sql";

constexpr std::string_view select_signs = R"sql(
    SELECT s.seat, a.name, s.signed_at, s.note, s.account_id
      FROM break_glass_sign s
      JOIN account a ON a.tenant_id = s.tenant_id AND a.id = s.account_id
     WHERE s.tenant_id = ?1 AND s.glass_id = ?2
     ORDER BY s.signed_at, s.id)sql";

constexpr std::string_view insert_sign_sql = R"sql(
    INSERT INTO break_glass_sign (tenant_id, id, glass_id, seat, account_id, opened_by, signed_at, note)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

Glass glass_of(const db::Row& r) {
    return {.id = GlassId{r.text(0)},
            .account_id = AccountId{r.text(1)},
            .opened_by = r.text(2),
            .dossier_id = r.text(3),
            .person_id = r.text(4),
            .role = r.text(5),
            .reason = r.text(6),
            .opened_at = r.big(7),
            .until_at = r.big(8),
            .signs = {}};
}

void add_signs(db::Tx& tx, Glass& glass) {
    glass.signs = tx.all(select_signs, {glass.id}, [](const db::Row& r) {
        return GlassSign{r.text(0), r.text(1), r.big(2), r.text(3), r.text(4)};
    });
}

}  // namespace

void insert_glass(db::Tx& tx, const Glass& glass) {
    tx.run(insert_glass_sql, {glass.id, glass.account_id, glass.dossier_id, glass.person_id,
                              glass.role, glass.reason, glass.opened_at, glass.until_at});
}

std::optional<Glass> glass(db::Tx& tx, const GlassId& id) {
    auto found = tx.one(select_glass, {id}, glass_of);
    if (found) {
        add_signs(tx, *found);
    }
    return found;
}

std::vector<Glass> glasses(db::Tx& tx) {
    auto all = tx.all(select_glasses, {}, glass_of);
    for (auto& one : all) {
        add_signs(tx, one);
    }
    return all;
}

void insert_sign(db::Tx& tx, const Glass& glass, const GlassSign& sign) {
    tx.run(insert_sign_sql, {new_uuid(tx.now_ms()), glass.id, sign.seat, sign.account_id,
                             glass.account_id, sign.signed_at, sign.note});
}

}  // namespace ketnap::auth::store
