// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::campaign::quota_queries {

inline constexpr auto rows = R"sql(
    SELECT q.org_id, CASE WHEN o.short_name = '' THEN o.name ELSE o.short_name END, q.weight,
           q.source_count, q.places, q.version
      FROM quota q
      JOIN org o ON o.tenant_id = q.tenant_id AND o.id = q.org_id
     WHERE q.tenant_id = ?1 AND q.campaign_id = ?2
     ORDER BY q.weight DESC, o.name_sort, q.org_id)sql";

inline constexpr auto moves = R"sql(
    SELECT from_org_id, to_org_id, places, reason, moved_on
      FROM quota_move
     WHERE tenant_id = ?1 AND campaign_id = ?2
     ORDER BY moved_on DESC, id DESC)sql";

inline constexpr auto clear = R"sql(
    DELETE FROM quota WHERE tenant_id = ?1 AND campaign_id = ?2)sql";
inline constexpr auto clear_moves = R"sql(
    DELETE FROM quota_move WHERE tenant_id = ?1 AND campaign_id = ?2)sql";

inline constexpr auto insert = R"sql(
    INSERT INTO quota (tenant_id, id, campaign_id, org_id, weight, source_count, places, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1))sql";

inline constexpr auto set_places = R"sql(
    UPDATE quota SET places = ?4, version = version + 1
     WHERE tenant_id = ?1 AND campaign_id = ?2 AND org_id = ?3 AND version = ?5)sql";

inline constexpr auto add_move = R"sql(
    INSERT INTO quota_move (tenant_id, id, campaign_id, from_org_id, to_org_id, places, reason,
                            moved_on)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

inline constexpr auto places = R"sql(
    SELECT places FROM quota WHERE tenant_id = ?1 AND campaign_id = ?2 AND org_id = ?3)sql";

// The grassroots units right below the office. '0' is the byte after '/', so the
// range is the subtree.
inline constexpr auto units_by_members = R"sql(
    SELECT u.id,
           COUNT(CASE WHEN p.standing IN ('probationary_member', 'official_member')
                      THEN 1 END) AS members,
           COUNT(CASE WHEN p.standing IN ('sympathizer', 'candidate') THEN 1 END)
      FROM org r
      JOIN org u ON u.tenant_id = r.tenant_id AND u.parent_id = r.id
           AND u.kind IN ('grassroots_party_body', 'grassroots_cell')
      LEFT JOIN person p ON p.tenant_id = u.tenant_id AND p.active = 1 AND p.org_path >= u.path
           AND p.org_path < substr(u.path, 1, length(u.path) - 1) || '0'
     WHERE r.tenant_id = ?1 AND r.parent_id IS NULL AND u.until_on IS NULL
     GROUP BY u.id, u.name_sort
     ORDER BY members DESC, u.name_sort, u.id)sql";

}  // namespace ketnap::campaign::quota_queries
