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

inline constexpr std::string_view counter_value = R"sql(
    SELECT c.value FROM counter c WHERE c.tenant_id = ?1 AND c.name = ?2)sql";

// locks the counter's row on PostgreSQL; SQLite has one writer anyway
inline constexpr std::string_view touch_counter = R"sql(
    INSERT INTO counter (tenant_id, name, value)
    VALUES (?1, ?2, 0)
    ON CONFLICT (tenant_id, name) DO UPDATE SET value = counter.value)sql";

inline constexpr std::string_view raise_counter = R"sql(
    INSERT INTO counter (tenant_id, name, value)
    VALUES (?1, ?2, ?3)
    ON CONFLICT (tenant_id, name) DO UPDATE SET value = excluded.value)sql";

inline constexpr std::string_view gaps = R"sql(
    SELECT g.number, g.reason
      FROM number_gap g
     WHERE g.tenant_id = ?1 AND g.type = ?2 AND g.term = ?3
     ORDER BY g.number)sql";

inline constexpr std::string_view add_gap = R"sql(
    INSERT INTO number_gap (tenant_id, id, type, term, number, reason, noted_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

inline constexpr std::string_view fill_gap = R"sql(
    DELETE FROM number_gap WHERE tenant_id = ?1 AND type = ?2 AND term = ?3 AND number = ?4)sql";

inline constexpr std::string_view letterhead_of = R"sql(
    SELECT l.superior, l.issuer, l.agency, l.place, l.term, l.layout, l.body, l.signer_post,
           l.signer_name, l.signer_person_id, l.version
      FROM letterhead l
     WHERE l.tenant_id = ?1 AND l.id = ?2)sql";

inline constexpr std::string_view insert_letterhead = R"sql(
    INSERT INTO letterhead (tenant_id, id, superior, issuer, agency, place, term, layout, body,
                            signer_post, signer_name, signer_person_id, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1)
    ON CONFLICT (tenant_id, id) DO NOTHING)sql";

inline constexpr std::string_view update_letterhead = R"sql(
    UPDATE letterhead
       SET superior = ?3, issuer = ?4, agency = ?5, place = ?6, term = ?7, layout = ?8, body = ?9,
           signer_post = ?10, signer_name = ?11, signer_person_id = ?12, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?13)sql";

}  // namespace ketnap::documents::queries
