// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Every SQL statement about letters of verification.
namespace ketnap::envelope::letter_queries {

// clang-format off
inline constexpr const char* select = R"sql(
    SELECT l.id, l.dossier_id, d.code, d.person_id, p.name, o.path, l.relative_id, l.about_sealed, l.to_org_id,
           l.to_name, l.to_address, l.ask, l.state, l.number, l.sent_on, l.remind_on, l.reminded_on, l.answered_on,
           l.answer_number, l.outcome, l.answer_sealed, l.made_by_name, l.version, l.to_fold, l.outcome_sealed,
           d.state, d.state_since, d.campaign_id
      FROM verification_letter l
      JOIN dossier d ON d.tenant_id = l.tenant_id AND d.id = l.dossier_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
     WHERE l.tenant_id = ?1)sql";

// Closed by "LIMIT ?) counted".
inline constexpr const char* count = R"sql(
    SELECT count(*) FROM (
    SELECT 1
      FROM verification_letter l
      JOIN dossier d ON d.tenant_id = l.tenant_id AND d.id = l.dossier_id
     WHERE l.tenant_id = ?1)sql";

inline constexpr const char* insert = R"sql(
    INSERT INTO verification_letter (tenant_id, id, dossier_id, relative_id, about_sealed, to_org_id, to_name, to_fold,
           to_address, ask, state, number, answer_number, outcome, made_by_name, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'draft', '', '', '', ?11, 1))sql";

inline constexpr const char* update = R"sql(
    UPDATE verification_letter
       SET relative_id = ?4, about_sealed = ?5, to_org_id = ?6, to_name = ?7, to_fold = ?8, to_address = ?9, ask = ?10,
           state = ?11, number = ?12, sent_on = ?13, remind_on = ?14, reminded_on = ?15, answered_on = ?16,
           answer_number = ?17, outcome = '', outcome_sealed = ?18, answer_sealed = ?19, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3)sql";
inline constexpr const char* plain_outcomes = R"sql(
    SELECT l.id, l.outcome, d.person_id
      FROM verification_letter l
      JOIN dossier d ON d.tenant_id = l.tenant_id AND d.id = l.dossier_id
     WHERE l.tenant_id = ?1 AND l.outcome <> ''
     ORDER BY l.id LIMIT 200)sql";

inline constexpr const char* seal_outcome = R"sql(
    UPDATE verification_letter SET outcome = '', outcome_sealed = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";
// clang-format on

}  // namespace ketnap::envelope::letter_queries
