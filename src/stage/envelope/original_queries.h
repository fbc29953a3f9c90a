// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Every SQL statement about readings and opinions.
namespace ketnap::envelope::original_queries {

// clang-format off
inline constexpr const char* readings = R"sql(
    SELECT form, pass_no, by_account, by_person, by_name, read_at, fields
      FROM original_reading
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY form, pass_no)sql";

inline constexpr const char* put_reading = R"sql(
    INSERT INTO original_reading (tenant_id, id, dossier_id, form, pass_no, by_account, by_person, by_name, read_at,
           fields)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (tenant_id, dossier_id, form, pass_no) DO UPDATE
       SET by_account = excluded.by_account, by_person = excluded.by_person, by_name = excluded.by_name,
           read_at = excluded.read_at, fields = excluded.fields)sql";

inline constexpr const char* opinions = R"sql(
    SELECT id, kind, body, asked_on, answered_on, asked, agreed, disagreed, words_sealed, version
      FROM asked_opinion
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY kind, id)sql";

inline constexpr const char* insert_opinion = R"sql(
    INSERT INTO asked_opinion (tenant_id, id, dossier_id, kind, body, asked_on, answered_on, asked, agreed, disagreed,
           words_sealed, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1))sql";

inline constexpr const char* update_opinion = R"sql(
    UPDATE asked_opinion
       SET kind = ?5, body = ?6, asked_on = ?7, answered_on = ?8, asked = ?9, agreed = ?10, disagreed = ?11,
           words_sealed = ?12, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND dossier_id = ?3 AND version = ?4)sql";

inline constexpr const char* drop_opinion = R"sql(
    DELETE FROM asked_opinion WHERE tenant_id = ?1 AND id = ?2 AND dossier_id = ?3)sql";
// clang-format on

}  // namespace ketnap::envelope::original_queries
