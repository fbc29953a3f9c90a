// SPDX-License-Identifier: Apache-2.0
#include "stage/envelope/held.h"

namespace ketnap::envelope {
namespace {

constexpr std::string_view find_reader =
    "SELECT id FROM original_reading WHERE tenant_id = ?1 AND by_person = ?2 ORDER BY id";

constexpr std::string_view put_reader =
    "UPDATE original_reading SET by_person = ?3 WHERE tenant_id = ?1 AND id = ?2 AND by_person = "
    "?4";

constexpr std::string_view letter_about_of = R"sql(
    SELECT l.id, l.id, 'about', l.about_sealed
      FROM verification_letter l
      JOIN dossier d ON d.tenant_id = l.tenant_id AND d.id = l.dossier_id
     WHERE l.tenant_id = ?1 AND d.person_id = ?2 AND l.about_sealed IS NOT NULL
     ORDER BY l.id)sql";

constexpr std::string_view put_letter_about = R"sql(
    UPDATE verification_letter SET about_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'about' = ?3 AND about_sealed = ?5)sql";

constexpr std::string_view letter_answer_of = R"sql(
    SELECT l.id, l.id, 'answer', l.answer_sealed
      FROM verification_letter l
      JOIN dossier d ON d.tenant_id = l.tenant_id AND d.id = l.dossier_id
     WHERE l.tenant_id = ?1 AND d.person_id = ?2 AND l.answer_sealed IS NOT NULL
     ORDER BY l.id)sql";

constexpr std::string_view put_letter_answer = R"sql(
    UPDATE verification_letter SET answer_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'answer' = ?3 AND answer_sealed = ?5)sql";

constexpr std::string_view letter_outcome_of = R"sql(
    SELECT l.id, l.id, 'outcome', l.outcome_sealed
      FROM verification_letter l
      JOIN dossier d ON d.tenant_id = l.tenant_id AND d.id = l.dossier_id
     WHERE l.tenant_id = ?1 AND d.person_id = ?2 AND l.outcome_sealed IS NOT NULL
     ORDER BY l.id)sql";

constexpr std::string_view put_letter_outcome = R"sql(
    UPDATE verification_letter SET outcome_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'outcome' = ?3 AND outcome_sealed = ?5)sql";

constexpr std::string_view words_of = R"sql(
    SELECT q.id, q.id, 'words', q.words_sealed
      FROM asked_opinion q
      JOIN dossier d ON d.tenant_id = q.tenant_id AND d.id = q.dossier_id
     WHERE q.tenant_id = ?1 AND d.person_id = ?2 AND q.words_sealed IS NOT NULL
     ORDER BY q.id)sql";

constexpr std::string_view put_words = R"sql(
    UPDATE asked_opinion SET words_sealed = ?4
     WHERE tenant_id = ?1 AND id = ?2 AND 'words' = ?3 AND words_sealed = ?5)sql";

constexpr std::string_view file_keys_of = R"sql(
    SELECT a.id, a.id, 'key', a.key_sealed
      FROM attachment a
      JOIN dossier d ON d.tenant_id = a.tenant_id AND d.id = a.holder_id
     WHERE a.tenant_id = ?1 AND a.holder = 'dossier' AND d.person_id = ?2
     ORDER BY a.id)sql";

constexpr std::string_view put_file_key = R"sql(
    UPDATE attachment SET key_sealed = ?4 WHERE tenant_id = ?1 AND id = ?2 AND 'key' = ?3 AND key_sealed = ?5)sql";

}  // namespace

people::Holder person_holder() {
    return {{{"original_reading.by_person", find_reader, put_reader}},
            {{"verification_letter", letter_about_of, put_letter_about},
             {"verification_letter", letter_answer_of, put_letter_answer},
             {"verification_letter", letter_outcome_of, put_letter_outcome},
             {"asked_opinion", words_of, put_words},
             {"attachment", file_keys_of, put_file_key}}};
}

}  // namespace ketnap::envelope
