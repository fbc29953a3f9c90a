// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Every SQL statement of the slice.
namespace ketnap::attachments::queries {

// clang-format off
inline constexpr const char* insert = R"sql(
    INSERT INTO attachment (tenant_id, id, holder, holder_id, place, series_id, version_no, name, kind, size, pages,
           sha256, stored, key_sealed, added_at, added_by, added_by_name, removed_reason)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ''))sql";

inline constexpr const char* by_id = R"sql(
    SELECT id, holder, holder_id, place, series_id, version_no, name, kind, size, pages, sha256, stored, key_sealed,
           added_at, added_by, added_by_name, superseded_at, removed_at, removed_reason, held
      FROM attachment
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* of_holder = R"sql(
    SELECT id, holder, holder_id, place, series_id, version_no, name, kind, size, pages, sha256, stored, key_sealed,
           added_at, added_by, added_by_name, superseded_at, removed_at, removed_reason, held
      FROM attachment
     WHERE tenant_id = ?1 AND holder = ?2 AND holder_id = ?3
     ORDER BY place, series_id, version_no DESC)sql";

inline constexpr const char* supersede = R"sql(
    UPDATE attachment SET superseded_at = ?3
     WHERE tenant_id = ?1 AND id = ?2 AND superseded_at IS NULL AND removed_at IS NULL)sql";

inline constexpr const char* take_out = R"sql(
    UPDATE attachment SET removed_at = ?3, removed_reason = ?4
     WHERE tenant_id = ?1 AND series_id = ?2 AND removed_at IS NULL)sql";

inline constexpr const char* forget = R"sql(
    UPDATE attachment SET stored = '', removed_at = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* hold = R"sql(
    UPDATE attachment SET held = ?3 WHERE tenant_id = ?1 AND id = ?2 AND stored <> '')sql";

inline constexpr const char* shred = R"sql(
    UPDATE attachment SET stored = '', name = '', sha256 = '', removed_at = ?3, key_sealed = ?4, held = 1
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* shred_all = R"sql(
    UPDATE attachment SET stored = '', name = '', sha256 = '', removed_at = ?4, key_sealed = ?5, held = 1
     WHERE tenant_id = ?1 AND holder = ?2 AND holder_id = ?3)sql";

inline constexpr const char* latest = R"sql(
    SELECT id, holder, holder_id, place, series_id, version_no, name, kind, size, pages, sha256, stored, key_sealed,
           added_at, added_by, added_by_name, superseded_at, removed_at, removed_reason, held
      FROM attachment
     WHERE tenant_id = ?1 AND stored <> ''
     ORDER BY id DESC LIMIT 2000)sql";

inline constexpr const char* is_stored = R"sql(
    SELECT 1 FROM attachment WHERE tenant_id = ?1 AND stored = ?2 LIMIT 1)sql";

inline constexpr const char* all_stored = R"sql(
    SELECT DISTINCT stored FROM attachment WHERE tenant_id = ?1 AND stored <> '')sql";

inline constexpr const char* open_until = R"sql(
    SELECT until_at FROM attachment_opening
     WHERE tenant_id = ?1 AND attachment_id = ?2 AND account_id = ?3)sql";

inline constexpr const char* note_opening = R"sql(
    INSERT INTO attachment_opening (tenant_id, attachment_id, account_id, until_at)
    VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (tenant_id, attachment_id, account_id) DO UPDATE SET until_at = excluded.until_at)sql";
// clang-format on

}  // namespace ketnap::attachments::queries
