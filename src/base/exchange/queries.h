// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

namespace ketnap::exchange::store {

inline constexpr std::string_view insert_import = R"sql(
    INSERT INTO import_file (tenant_id, id, name, format, state, owner, mapping, reach, summary, dates, problem,
           problem_detail, sealed_key, piece_count, next_line, job_id, created_at, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 1))sql";

inline constexpr std::string_view update_import = R"sql(
    UPDATE import_file
       SET state = ?3, mapping = ?4, reach = ?5, summary = ?6, dates = ?7, problem = ?8, problem_detail = ?9,
           next_line = ?10, job_id = ?11, audit_seq = ?13, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?12)sql";

inline constexpr std::string_view select_import = R"sql(
    SELECT id, name, format, state, owner, mapping, reach, summary, dates, problem, problem_detail, sealed_key,
           piece_count, next_line, job_id, created_at, version, audit_seq
      FROM import_file
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr std::string_view select_of_owner = R"sql(
    SELECT id, name, format, state, owner, mapping, reach, summary, dates, problem, problem_detail, sealed_key,
           piece_count, next_line, job_id, created_at, version, audit_seq
      FROM import_file
     WHERE tenant_id = ?1 AND owner = ?2
     ORDER BY created_at DESC, id
     LIMIT ?3)sql";

inline constexpr std::string_view delete_import =
    "DELETE FROM import_file WHERE tenant_id = ?1 AND id = ?2";

inline constexpr std::string_view insert_piece_row = R"sql(
    INSERT INTO import_piece (tenant_id, import_id, piece_no, bytes) VALUES (?1, ?2, ?3, ?4))sql";

inline constexpr std::string_view select_piece =
    "SELECT bytes FROM import_piece WHERE tenant_id = ?1 AND import_id = ?2 AND piece_no = ?3";

inline constexpr std::string_view delete_pieces =
    "DELETE FROM import_piece WHERE tenant_id = ?1 AND import_id = ?2";

inline constexpr std::string_view insert_chunk_row = R"sql(
    INSERT INTO import_chunk (tenant_id, import_id, last_line, people) VALUES (?1, ?2, ?3, ?4))sql";

inline constexpr std::string_view select_chunk = R"sql(
    SELECT last_line, people
      FROM import_chunk
     WHERE tenant_id = ?1 AND import_id = ?2 AND last_line >= ?3
     ORDER BY last_line
     LIMIT 1)sql";

inline constexpr std::string_view delete_chunks =
    "DELETE FROM import_chunk WHERE tenant_id = ?1 AND import_id = ?2";

inline constexpr std::string_view upsert_row = R"sql(
    INSERT INTO import_row (tenant_id, import_id, line, level, found)
    VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (tenant_id, import_id, line) DO UPDATE
       SET level = excluded.level, found = excluded.found)sql";

inline constexpr std::string_view delete_rows =
    "DELETE FROM import_row WHERE tenant_id = ?1 AND import_id = ?2";

inline constexpr std::string_view select_rows = R"sql(
    SELECT line, level, found
      FROM import_row
     WHERE tenant_id = ?1 AND import_id = ?2 AND line > ?3 AND (?4 = '' OR level = ?4)
     ORDER BY line
     LIMIT ?5)sql";

}  // namespace ketnap::exchange::store
