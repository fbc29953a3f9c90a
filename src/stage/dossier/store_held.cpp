// SPDX-License-Identifier: Apache-2.0
#include "platform/vocabulary/errors.h"
#include "stage/dossier/dossier.h"
#include "stage/dossier/held.h"

namespace ketnap::dossier {
namespace {

constexpr std::string_view find_candidate =
    "SELECT id FROM dossier WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_candidate =
    "UPDATE dossier SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view find_open =
    "SELECT id FROM dossier WHERE tenant_id = ?1 AND open_person_id = ?2 ORDER BY id";

constexpr std::string_view put_open =
    "UPDATE dossier SET open_person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND open_person_id = "
    "?4";

constexpr std::string_view find_preparer =
    "SELECT id FROM dossier WHERE tenant_id = ?1 AND prepared_by = ?2 ORDER BY id";

constexpr std::string_view put_preparer =
    "UPDATE dossier SET prepared_by = ?3 WHERE tenant_id = ?1 AND id = ?2 AND prepared_by = ?4";

constexpr std::string_view find_appraiser =
    "SELECT id FROM dossier WHERE tenant_id = ?1 AND appraised_by = ?2 ORDER BY id";

constexpr std::string_view put_appraiser =
    "UPDATE dossier SET appraised_by = ?3 WHERE tenant_id = ?1 AND id = ?2 AND appraised_by = ?4";

constexpr std::string_view find_support =
    "SELECT id FROM dossier_support WHERE tenant_id = ?1 AND person_id = ?2 ORDER BY id";

constexpr std::string_view put_support =
    "UPDATE dossier_support SET person_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND person_id = ?4";

constexpr std::string_view remarks_of = R"sql(
    SELECT p.id, p.dossier_id || '/' || p.form, 'remark', p.remark_sealed
      FROM dossier_paper p
      JOIN dossier d ON d.tenant_id = p.tenant_id AND d.id = p.dossier_id
     WHERE p.tenant_id = ?1 AND d.person_id = ?2 AND p.remark_sealed IS NOT NULL
     ORDER BY p.id)sql";

constexpr std::string_view put_remark = R"sql(
    UPDATE dossier_paper SET remark_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'remark' = ?3 AND remark_sealed = ?5)sql";

constexpr std::string_view facts_of = R"sql(
    SELECT f.dossier_id, f.dossier_id, f.kind, f.content_sealed
      FROM dossier_facts f
      JOIN dossier d ON d.tenant_id = f.tenant_id AND d.id = f.dossier_id
     WHERE f.tenant_id = ?1 AND d.person_id = ?2
     ORDER BY f.dossier_id, f.kind)sql";

constexpr std::string_view put_facts = R"sql(
    UPDATE dossier_facts SET content_sealed = ?4
     WHERE tenant_id = ?1 AND dossier_id = ?2 AND kind = ?3 AND content_sealed = ?5)sql";

constexpr std::string_view opinion_answers_of = R"sql(
    SELECT q.id, q.id, 'answer', q.answer_sealed
      FROM dossier_opinion q
      JOIN dossier d ON d.tenant_id = q.tenant_id AND d.id = q.dossier_id
     WHERE q.tenant_id = ?1 AND d.person_id = ?2 AND q.answer_sealed IS NOT NULL
     ORDER BY q.id)sql";

constexpr std::string_view put_opinion_answer = R"sql(
    UPDATE dossier_opinion SET answer_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'answer' = ?3 AND answer_sealed = ?5)sql";

constexpr std::string_view opinion_texts_of = R"sql(
    SELECT q.id, q.id, 'text', q.text_sealed
      FROM dossier_opinion q
      JOIN dossier d ON d.tenant_id = q.tenant_id AND d.id = q.dossier_id
     WHERE q.tenant_id = ?1 AND d.person_id = ?2 AND q.text_sealed IS NOT NULL
     ORDER BY q.id)sql";

constexpr std::string_view put_opinion_text = R"sql(
    UPDATE dossier_opinion SET text_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'text' = ?3 AND text_sealed = ?5)sql";

constexpr std::string_view both_open = R"sql(
    SELECT code FROM dossier WHERE tenant_id = ?1 AND open_person_id IN (?2, ?3) ORDER BY code)sql";

// A dossier of the one with a hand of the other in it.
constexpr std::string_view own_hands = R"sql(
    SELECT d.code
      FROM dossier d
     WHERE d.tenant_id = ?1 AND d.person_id = ?2
       AND (d.prepared_by = ?3 OR d.appraised_by = ?3
            OR EXISTS (SELECT 1 FROM dossier_support s
                        WHERE s.tenant_id = ?1 AND s.dossier_id = d.id AND s.person_id = ?3))
     ORDER BY d.code)sql";

Findings against(db::Tx& tx, const people::Person& kept, const people::Person& lost) {
    Findings out;
    const auto code = [](const db::Row& r) { return r.text(0); };
    const auto open = tx.all(both_open, {kept.id, lost.id}, code);
    if (open.size() > 1) {
        out.push_back(field_finding("people.merge_two_open", "lost_id", {open[0], open[1]}));
    }
    for (const auto& [one, other] : {std::pair{&kept, &lost}, {&lost, &kept}}) {
        for (const auto& found : tx.all(own_hands, {one->id, other->id}, code)) {
            out.push_back(
                field_finding("people.merge_own_hand", "lost_id", {found, one->name, other->name}));
        }
    }
    return out;
}

}  // namespace

people::Holder person_holder() {
    return {{{"dossier.person_id", find_candidate, put_candidate},
             {"dossier.open_person_id", find_open, put_open},
             {"dossier.prepared_by", find_preparer, put_preparer},
             {"dossier.appraised_by", find_appraiser, put_appraiser},
             {"dossier_support.person_id", find_support, put_support}},
            {{"dossier_paper", remarks_of, put_remark},
             {"dossier_facts", facts_of, put_facts},
             {"dossier_opinion", opinion_answers_of, put_opinion_answer},
             {"dossier_opinion", opinion_texts_of, put_opinion_text}},
            against,
            name_changed};
}

}  // namespace ketnap::dossier
