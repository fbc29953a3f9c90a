// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Every SQL statement about batches of scans.
namespace ketnap::envelope::scan_queries {

// clang-format off
inline constexpr const char* insert = R"sql(
    INSERT INTO scan_batch (tenant_id, id, name, state, wrapped_key, attachment_id, pages, blank_pages, problem,
           made_at, made_by, made_by_name, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '[]', '', ?8, ?9, ?10, 1))sql";

inline constexpr const char* by_id = R"sql(
    SELECT id, name, state, wrapped_key, attachment_id, job_id, pages, blank_pages, problem, made_at, made_by, version
      FROM scan_batch
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* of_maker = R"sql(
    SELECT id, name, state, wrapped_key, attachment_id, job_id, pages, blank_pages, problem, made_at, made_by, version
      FROM scan_batch
     WHERE tenant_id = ?1 AND made_by = ?2
     ORDER BY made_at DESC, id DESC
     LIMIT 100)sql";

inline constexpr const char* set_job = R"sql(
    UPDATE scan_batch SET job_id = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* set_state = R"sql(
    UPDATE scan_batch SET state = ?3, problem = ?4, blank_pages = ?5, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND state <> 'closed')sql";

inline constexpr const char* close = R"sql(
    UPDATE scan_batch SET state = 'closed', wrapped_key = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND state <> 'closed')sql";

inline constexpr const char* parts = R"sql(
    SELECT id, first_page, last_page, cover_page, dossier_id, form, state, attachment_id, problem
      FROM scan_part
     WHERE tenant_id = ?1 AND batch_id = ?2
     ORDER BY first_page)sql";

inline constexpr const char* drop_open = R"sql(
    DELETE FROM scan_part WHERE tenant_id = ?1 AND batch_id = ?2 AND state = 'open')sql";

inline constexpr const char* put_part = R"sql(
    INSERT INTO scan_part (tenant_id, id, batch_id, first_page, last_page, cover_page, dossier_id, form, state,
           attachment_id, problem)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (tenant_id, batch_id, first_page) DO NOTHING)sql";

inline constexpr const char* change_part = R"sql(
    UPDATE scan_part
       SET last_page = ?3, dossier_id = ?4, form = ?5, state = ?6, attachment_id = ?7, problem = ?8, first_page = ?9
     WHERE tenant_id = ?1 AND id = ?2 AND state = 'open')sql";
// clang-format on

}  // namespace ketnap::envelope::scan_queries
