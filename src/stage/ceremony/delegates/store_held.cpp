// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "stage/ceremony/delegates/held.h"

namespace ketnap::ceremony {
namespace {

// A ceremony has a line a person.
constexpr std::string_view find_delegate = R"sql(
    SELECT a.id
      FROM delegate a
     WHERE a.tenant_id = ?1 AND a.person_id = ?2
       AND NOT EXISTS (SELECT 1 FROM delegate k
                        WHERE k.tenant_id = ?1 AND k.person_id = ?3 AND k.ceremony_id = a.ceremony_id)
     ORDER BY a.id)sql";

constexpr std::string_view put_delegate =
    "UPDATE delegate SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view both_expected = R"sql(
    SELECT c.title
      FROM delegate a
      JOIN delegate b ON b.tenant_id = a.tenant_id AND b.ceremony_id = a.ceremony_id AND b.person_id = ?3
                     AND b.state = 'expected'
      JOIN ceremony c ON c.tenant_id = a.tenant_id AND c.id = a.ceremony_id
     WHERE a.tenant_id = ?1 AND a.person_id = ?2 AND a.state = 'expected'
     ORDER BY c.title, a.id)sql";

Findings against(db::Tx& tx, const people::Person& kept, const people::Person& lost) {
    Findings out;
    tx.each(both_expected, {kept.id, lost.id}, [&](const db::Row& r) {
        out.push_back(field_finding("people.merge_two_delegates", "lost_id", {r.text(0)}));
    });
    return out;
}

}  // namespace

people::Holder person_holder() {
    return {{{"delegate.person_id", find_delegate, put_delegate}}, {}, against};
}

}  // namespace ketnap::ceremony
