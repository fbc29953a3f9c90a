// SPDX-License-Identifier: Apache-2.0
#pragma once

/// SQL that ends the words about an erased person.
namespace ketnap::dossier::queries {

// clang-format off
inline constexpr const char* of_person = R"sql(
    SELECT id, code, state, state_since FROM dossier
     WHERE tenant_id = ?1 AND person_id = ?2
     ORDER BY code)sql";

inline constexpr const char* person_of_dossier = R"sql(
    SELECT person_id FROM dossier WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* erase_head = R"sql(
    UPDATE dossier SET extension_reason = '', shelf = '', version = version + 1
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* erase_papers = R"sql(
    UPDATE dossier_paper SET number = '', dates = '{}', facts = '{}', remark_sealed = NULL
     WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_facts = R"sql(
    DELETE FROM dossier_facts WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_supports = R"sql(
    UPDATE dossier_support SET reason = '' WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_rounds = R"sql(
    UPDATE dossier_return_round SET message = '' WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_answers = R"sql(
    UPDATE dossier_item_answer SET text = ''
     WHERE tenant_id = ?1 AND item_id IN (
           SELECT i.id FROM dossier_return_item i
             JOIN dossier_return_round r ON r.tenant_id = i.tenant_id AND r.id = i.round_id
            WHERE i.tenant_id = ?1 AND r.dossier_id = ?2))sql";

inline constexpr const char* erase_items = R"sql(
    UPDATE dossier_return_item SET text = ''
     WHERE tenant_id = ?1 AND round_id IN (
           SELECT id FROM dossier_return_round WHERE tenant_id = ?1 AND dossier_id = ?2))sql";

inline constexpr const char* erase_steps = R"sql(
    UPDATE dossier_step SET note = '' WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_snapshots = R"sql(
    DELETE FROM dossier_snapshot WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_holds = R"sql(
    UPDATE dossier_hold SET reason = '' WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_opinions = R"sql(
    UPDATE dossier_opinion SET question = '', text_sealed = NULL, answer_sealed = NULL
     WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* erase_supporter = R"sql(
    UPDATE dossier_support SET name = ?3 WHERE tenant_id = ?1 AND person_id = ?2)sql";
// clang-format on

}  // namespace ketnap::dossier::queries
