// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace ketnap::documents::queries {

inline constexpr std::string_view insert_draft = R"sql(
    INSERT INTO document (tenant_id, id, template_id, object_kind, object_id, type, term, number,
                          number_text, dated, state, supersedes_id, made_at, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, NULL, NULL, 'draft', ?8, ?9, 1))sql";

inline constexpr std::string_view issue_draft = R"sql(
    UPDATE document
       SET number = ?3, number_text = ?4, dated = ?5, state = 'issued', version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND state = 'draft')sql";

inline constexpr std::string_view supersede = R"sql(
    UPDATE document
       SET state = 'superseded', version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND state = 'issued')sql";

inline constexpr std::string_view by_id = R"sql(
    SELECT d.id, d.template_id, d.object_kind, d.object_id, d.type, d.term, d.number,
           d.number_text, d.dated, d.state, d.supersedes_id, d.version
      FROM document d
     WHERE d.tenant_id = ?1 AND d.id = ?2)sql";

inline constexpr std::string_view by_object = R"sql(
    SELECT d.id, d.template_id, d.object_kind, d.object_id, d.type, d.term, d.number,
           d.number_text, d.dated, d.state, d.supersedes_id, d.version
      FROM document d
     WHERE d.tenant_id = ?1 AND d.object_kind = ?2 AND d.object_id = ?3
     ORDER BY d.id)sql";

inline constexpr std::string_view by_number = R"sql(
    SELECT d.id, d.template_id, d.object_kind, d.object_id, d.type, d.term, d.number,
           d.number_text, d.dated, d.state, d.supersedes_id, d.version
      FROM document d
     WHERE d.tenant_id = ?1 AND d.type = ?2 AND d.term = ?3 AND d.number IS NOT NULL
     ORDER BY d.number, d.id)sql";

}  // namespace ketnap::documents::queries
