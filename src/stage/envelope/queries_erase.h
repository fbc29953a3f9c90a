// SPDX-License-Identifier: Apache-2.0
#pragma once

/// SQL that ends the words about an erased person.
namespace ketnap::envelope::erase_queries {

// clang-format off
inline constexpr const char* readings = R"sql(
    DELETE FROM original_reading WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* letters = R"sql(
    UPDATE verification_letter SET about_sealed = NULL, answer_sealed = NULL, outcome_sealed = NULL, outcome = '', ask = ''
     WHERE tenant_id = ?1 AND dossier_id = ?2)sql";

inline constexpr const char* opinions = R"sql(
    UPDATE asked_opinion SET words_sealed = NULL WHERE tenant_id = ?1 AND dossier_id = ?2)sql";
// clang-format on

}  // namespace ketnap::envelope::erase_queries
