// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "stage/decision/held.h"

namespace ketnap::decision {
namespace {

constexpr std::string_view find_signer =
    "SELECT id FROM meeting WHERE tenant_id = ?1 AND signer_person_id = ?2 ORDER BY id";

constexpr std::string_view put_signer =
    "UPDATE meeting SET signer_person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND "
    "signer_person_id = ?4";

constexpr std::string_view find_person_id =
    "SELECT id FROM decision WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_person_id =
    "UPDATE decision SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view find_preparer_id =
    "SELECT id FROM decision WHERE tenant_id = ?1 AND preparer_id = ?2 ORDER BY id";

constexpr std::string_view put_preparer_id =
    "UPDATE decision SET preparer_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND preparer_id = ?4";

constexpr std::string_view find_verifier_id =
    "SELECT id FROM decision WHERE tenant_id = ?1 AND verifier_id = ?2 ORDER BY id";

constexpr std::string_view put_verifier_id =
    "UPDATE decision SET verifier_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND verifier_id = ?4";

constexpr std::string_view find_approver_id =
    "SELECT id FROM decision WHERE tenant_id = ?1 AND approver_id = ?2 ORDER BY id";

constexpr std::string_view put_approver_id =
    "UPDATE decision SET approver_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND approver_id = ?4";

constexpr std::string_view find_introducer = R"sql(
    SELECT a.id
      FROM decision_introducer a
     WHERE a.tenant_id = ?1 AND a.person_id = ?2
       AND NOT EXISTS (SELECT 1 FROM decision_introducer k
                        WHERE k.tenant_id = ?1 AND k.person_id = ?3 AND k.decision_id = a.decision_id)
     ORDER BY a.id)sql";

constexpr std::string_view put_introducer =
    "UPDATE decision_introducer SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id "
    "= ?4";

constexpr std::string_view find_introduced =
    "SELECT id FROM decision_introducer WHERE tenant_id = ?1 AND approver_id = ?2 ORDER BY id";

constexpr std::string_view put_introduced =
    "UPDATE decision_introducer SET approver_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND "
    "approver_id = ?4";

// Who approved is neither whom it is about nor who prepared, verified or introduced.
constexpr std::string_view own_approval = R"sql(
    SELECT number_text
      FROM decision
     WHERE tenant_id = ?1 AND approver_id = ?2
       AND (person_id = ?3 OR preparer_id = ?3 OR verifier_id = ?3
            OR EXISTS (SELECT 1 FROM decision_introducer i
                        WHERE i.tenant_id = ?1 AND i.decision_id = decision.id AND i.person_id = ?3))
     ORDER BY number_text, id)sql";

Findings against(db::Tx& tx, const people::Person& kept, const people::Person& lost) {
    Findings out;
    for (const auto& [one, other] : {std::pair{&kept, &lost}, {&lost, &kept}}) {
        tx.each(own_approval, {one->id, other->id}, [&](const db::Row& r) {
            out.push_back(field_finding("people.merge_own_approval", "lost_id",
                                        {r.text(0), one->name, other->name}));
        });
    }
    return out;
}

}  // namespace

people::Holder person_holder() {
    return {{{"meeting.signer_person_id", find_signer, put_signer},
             {"decision.person_id", find_person_id, put_person_id},
             {"decision.preparer_id", find_preparer_id, put_preparer_id},
             {"decision.verifier_id", find_verifier_id, put_verifier_id},
             {"decision.approver_id", find_approver_id, put_approver_id},
             {"decision_introducer.person_id", find_introducer, put_introducer},
             {"decision_introducer.approver_id", find_introduced, put_introduced}},
            {},
            against};
}

}  // namespace ketnap::decision
