// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "stage/nomination/held.h"

namespace ketnap::nomination {
namespace {

// One vote a person, year and level: the kept person's stands.
constexpr std::string_view find_vote = R"sql(
    SELECT v.id
      FROM union_vote v
     WHERE v.tenant_id = ?1 AND v.person_id = ?2
       AND NOT EXISTS (SELECT 1 FROM union_vote k
                        WHERE k.tenant_id = ?1 AND k.person_id = ?3 AND k.voted_year = v.voted_year AND k.level = v.level)
     ORDER BY v.id)sql";

constexpr std::string_view put_vote =
    "UPDATE union_vote SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view find_nomination =
    "SELECT id FROM nomination WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_nomination =
    "UPDATE nomination SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

// A list names a person once.
constexpr std::string_view find_entry = R"sql(
    SELECT e.id
      FROM outstanding_entry e
     WHERE e.tenant_id = ?1 AND e.person_id = ?2
       AND NOT EXISTS (SELECT 1 FROM outstanding_entry k
                        WHERE k.tenant_id = ?1 AND k.person_id = ?3 AND k.list_id = e.list_id)
     ORDER BY e.id)sql";

constexpr std::string_view put_entry =
    "UPDATE outstanding_entry SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = "
    "?4";

constexpr std::string_view both_proposed = R"sql(
    SELECT c.short_title
      FROM nomination a
      JOIN nomination b ON b.tenant_id = a.tenant_id AND b.campaign_id = a.campaign_id AND b.person_id = ?3
                       AND b.state = 'proposed'
      JOIN campaign c ON c.tenant_id = a.tenant_id AND c.id = a.campaign_id
     WHERE a.tenant_id = ?1 AND a.person_id = ?2 AND a.state = 'proposed'
     ORDER BY c.short_title, a.id)sql";

Findings against(db::Tx& tx, const people::Person& kept, const people::Person& lost) {
    Findings out;
    tx.each(both_proposed, {kept.id, lost.id}, [&](const db::Row& r) {
        out.push_back(field_finding("people.merge_two_nominations", "lost_id", {r.text(0)}));
    });
    return out;
}

}  // namespace

people::Holder person_holder() {
    return {{{"union_vote.person_id", find_vote, put_vote},
             {"nomination.person_id", find_nomination, put_nomination},
             {"outstanding_entry.person_id", find_entry, put_entry}},
            {},
            against};
}

}  // namespace ketnap::nomination
