// SPDX-License-Identifier: Apache-2.0
#include "base/auth/held.h"

namespace ketnap::auth {
namespace {

constexpr std::string_view find_account =
    "SELECT id FROM account WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_account =
    "UPDATE account SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

// Two are noted once.
constexpr std::string_view find_kin = R"sql(
    SELECT a.id
      FROM person_kin a
     WHERE a.tenant_id = ?1 AND a.person_id = ?2
       AND NOT EXISTS (SELECT 1 FROM person_kin k
                        WHERE k.tenant_id = ?1 AND k.person_id = ?3 AND k.kin_person_id = a.kin_person_id)
     ORDER BY a.id)sql";

constexpr std::string_view put_kin =
    "UPDATE person_kin SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view find_kin_of = R"sql(
    SELECT a.id
      FROM person_kin a
     WHERE a.tenant_id = ?1 AND a.kin_person_id = ?2
       AND NOT EXISTS (SELECT 1 FROM person_kin k
                        WHERE k.tenant_id = ?1 AND k.kin_person_id = ?3 AND k.person_id = a.person_id)
     ORDER BY a.id)sql";

constexpr std::string_view put_kin_of =
    "UPDATE person_kin SET kin_person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND kin_person_id = "
    "?4";

constexpr std::string_view find_glass =
    "SELECT id FROM break_glass WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_glass =
    "UPDATE break_glass SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view kin_count = R"sql(
    SELECT count(*) FROM person_kin
     WHERE tenant_id = ?1 AND person_id IN (?2, ?3) AND kin_person_id IN (?2, ?3))sql";

}  // namespace

std::vector<db::HeldId> held_persons() {
    return {{"account.person_id", find_account, put_account},
            {"person_kin.person_id", find_kin, put_kin},
            {"person_kin.kin_person_id", find_kin_of, put_kin_of},
            {"break_glass.person_id", find_glass, put_glass}};
}

bool are_noted_kin(db::Tx& tx, const std::string& one, const std::string& other) {
    const auto count = [](const db::Row& r) { return r.big(0); };
    return tx.one(kin_count, {one, other}, count).value_or(0) > 0;
}

}  // namespace ketnap::auth
