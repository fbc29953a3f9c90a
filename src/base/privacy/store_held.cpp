// SPDX-License-Identifier: Apache-2.0
#include "base/privacy/held.h"
#include "platform/vocabulary/errors.h"

namespace ketnap::privacy {
namespace {

// Of two consents in force for one purpose, the kept person's holds.
constexpr std::string_view find_consent = R"sql(
    SELECT c.id
      FROM consent c
     WHERE c.tenant_id = ?1 AND c.person_id = ?2
       AND (c.withdrawn_on IS NOT NULL OR NOT EXISTS (
            SELECT 1 FROM consent k
             WHERE k.tenant_id = ?1 AND k.person_id = ?3 AND k.purpose = c.purpose AND k.withdrawn_on IS NULL))
     ORDER BY c.id)sql";

constexpr std::string_view put_consent =
    "UPDATE consent SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view find_request =
    "SELECT id FROM data_request WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_request =
    "UPDATE data_request SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view find_erasure =
    "SELECT id FROM erasure WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_erasure =
    "UPDATE erasure SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view find_stub =
    "SELECT id FROM paper_stub WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_stub =
    "UPDATE paper_stub SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view asked_of = R"sql(
    SELECT id, id, 'asked', asked_sealed FROM data_request WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id)sql";

constexpr std::string_view put_asked = R"sql(
    UPDATE data_request SET asked_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'asked' = ?3 AND asked_sealed = ?5)sql";

constexpr std::string_view answers_of = R"sql(
    SELECT id, id, 'answer', answer_sealed FROM data_request WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id)sql";

constexpr std::string_view put_answer = R"sql(
    UPDATE data_request SET answer_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'answer' = ?3 AND answer_sealed = ?5)sql";

constexpr std::string_view forms_of = R"sql(
    SELECT a.id, a.id, 'key', a.key_sealed
      FROM attachment a
      JOIN consent c ON c.tenant_id = a.tenant_id AND c.id = a.holder_id
     WHERE a.tenant_id = ?1 AND a.holder = 'consent' AND c.person_id = ?2
     ORDER BY a.id)sql";

constexpr std::string_view put_form_key = R"sql(
    UPDATE attachment SET key_sealed = ?4 WHERE tenant_id = ?1 AND id = ?2 AND 'key' = ?3 AND key_sealed = ?5)sql";

constexpr std::string_view erasure_asked = R"sql(
    SELECT count(*) FROM erasure WHERE tenant_id = ?1 AND person_id IN (?2, ?3) AND state = 'asked')sql";

Findings against(db::Tx& tx, const people::Person& kept, const people::Person& lost) {
    const auto asked =
        tx.one(erasure_asked, {kept.id, lost.id}, [](const db::Row& r) { return r.big(0); });
    if (asked.value_or(0) > 0) {
        return {field_finding("people.merge_erasure", "lost_id")};
    }
    return {};
}

}  // namespace

people::Holder person_holder() {
    return {{{"consent.person_id", find_consent, put_consent},
             {"data_request.person_id", find_request, put_request},
             {"erasure.person_id", find_erasure, put_erasure},
             {"paper_stub.person_id", find_stub, put_stub}},
            {{"data_request", asked_of, put_asked},
             {"data_request", answers_of, put_answer},
             {"attachment", forms_of, put_form_key}},
            against};
}

}  // namespace ketnap::privacy
