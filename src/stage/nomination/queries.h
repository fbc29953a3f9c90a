// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::nomination::queries {

inline constexpr auto nomination_by_id = R"sql(
    SELECT n.id, n.campaign_id, n.request_id, n.person_id, p.name, p.born_on, n.org_id, o.name,
           n.nominated_on, COALESCE(r.last_day_on, c.dossier_last_day_on), n.state, n.note,
           n.version, o.path
      FROM nomination n
      JOIN campaign c ON c.tenant_id = n.tenant_id AND c.id = n.campaign_id
      JOIN person p ON p.tenant_id = n.tenant_id AND p.id = n.person_id
      JOIN org o ON o.tenant_id = n.tenant_id AND o.id = n.org_id
      LEFT JOIN request r ON r.tenant_id = n.tenant_id AND r.id = n.request_id
     WHERE n.tenant_id = ?1 AND n.id = ?2)sql";

inline constexpr auto nominations = R"sql(
    SELECT n.id, n.campaign_id, n.request_id, n.person_id, p.name, p.born_on, n.org_id, o.name,
           n.nominated_on, COALESCE(r.last_day_on, c.dossier_last_day_on), n.state, n.note,
           n.version, o.path
      FROM nomination n
      JOIN campaign c ON c.tenant_id = n.tenant_id AND c.id = n.campaign_id
      JOIN person p ON p.tenant_id = n.tenant_id AND p.id = n.person_id
      JOIN org o ON o.tenant_id = n.tenant_id AND o.id = n.org_id
      LEFT JOIN request r ON r.tenant_id = n.tenant_id AND r.id = n.request_id
     WHERE n.tenant_id = ?1)sql";

inline constexpr auto nominations_order = R"sql(
     ORDER BY o.name_sort, o.id, p.name_sort, n.id)sql";

inline constexpr auto insert_nomination = R"sql(
    INSERT INTO nomination (tenant_id, id, campaign_id, request_id, person_id, org_id,
                            nominated_on, state, note, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'proposed', ?8, 1))sql";

inline constexpr auto withdraw = R"sql(
    UPDATE nomination SET state = 'withdrawn', note = ?4, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3 AND state = 'proposed')sql";

inline constexpr auto is_proposed = R"sql(
    SELECT id FROM nomination
     WHERE tenant_id = ?1 AND campaign_id = ?2 AND person_id = ?3 AND state = 'proposed')sql";

inline constexpr auto count_of_unit = R"sql(
    SELECT COUNT(*) FROM nomination
     WHERE tenant_id = ?1 AND campaign_id = ?2 AND org_id = ?3 AND state = 'proposed')sql";

inline constexpr auto insert_vote = R"sql(
    INSERT INTO union_vote (tenant_id, id, person_id, org_id, level, voted_year, held_on,
                            member_count, present_count, votes_for, recognised, minutes_number,
                            version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1))sql";

inline constexpr auto vote_of = R"sql(
    SELECT id FROM union_vote
     WHERE tenant_id = ?1 AND person_id = ?2 AND voted_year = ?3 AND level = ?4)sql";

inline constexpr auto vote_by_id = R"sql(
    SELECT v.id, v.person_id, v.org_id, v.level, v.voted_year, v.held_on, v.member_count,
           v.present_count, v.votes_for, v.recognised, v.minutes_number, v.version
      FROM union_vote v
     WHERE v.tenant_id = ?1 AND v.id = ?2)sql";

inline constexpr auto change_vote = R"sql(
    UPDATE union_vote
       SET person_id = ?4, org_id = ?5, level = ?6, voted_year = ?7, held_on = ?8,
           member_count = ?9, present_count = ?10, votes_for = ?11, recognised = ?12,
           minutes_number = ?13, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3)sql";

inline constexpr auto handed_over = R"sql(
    SELECT e.id
      FROM outstanding_entry e
      JOIN outstanding_list l ON l.tenant_id = e.tenant_id AND l.id = e.list_id
     WHERE e.tenant_id = ?1 AND e.vote_id = ?2 AND l.frozen_on IS NOT NULL LIMIT 1)sql";

inline constexpr auto votes = R"sql(
    SELECT v.id, v.person_id, v.org_id, v.level, v.voted_year, v.held_on, v.member_count,
           v.present_count, v.votes_for, v.recognised, v.minutes_number, v.version, p.name, p.born_on, o.name
      FROM union_vote v
      JOIN person p ON p.tenant_id = v.tenant_id AND p.id = v.person_id
      JOIN org o ON o.tenant_id = v.tenant_id AND o.id = v.org_id
     WHERE v.tenant_id = ?1)sql";

inline constexpr auto votes_order = R"sql(
     ORDER BY o.name_sort, o.id, v.level, p.name_sort, v.id)sql";

// ?3: the last day of the cut-off month; a proposal up to then takes the name off the list.
inline constexpr auto voted = R"sql(
    SELECT v.id, v.person_id, v.org_id, p.standing, p.active,
           (SELECT COUNT(*) FROM nomination n
             WHERE n.tenant_id = v.tenant_id AND n.person_id = v.person_id
               AND n.state = 'proposed' AND n.nominated_on <= ?3)
      FROM union_vote v
      JOIN person p ON p.tenant_id = v.tenant_id AND p.id = v.person_id
     WHERE v.tenant_id = ?1 AND v.voted_year = ?2 AND v.level = 'grassroots'
       AND v.recognised = 1
     ORDER BY p.name_sort, p.id)sql";

inline constexpr auto list_of = R"sql(
    SELECT id, campaign_id, voted_year, cutoff, compiled_on, frozen_on, version
      FROM outstanding_list
     WHERE tenant_id = ?1 AND campaign_id = ?2)sql";

inline constexpr auto insert_list = R"sql(
    INSERT INTO outstanding_list (tenant_id, id, campaign_id, voted_year, cutoff, compiled_on,
                                  frozen_on, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, 1))sql";

inline constexpr auto renew_list = R"sql(
    UPDATE outstanding_list
       SET voted_year = ?3, cutoff = ?4, compiled_on = ?5, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND frozen_on IS NULL)sql";

inline constexpr auto freeze_list = R"sql(
    UPDATE outstanding_list SET frozen_on = ?4, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3 AND frozen_on IS NULL)sql";

inline constexpr auto clear_entries = R"sql(
    DELETE FROM outstanding_entry WHERE tenant_id = ?1 AND list_id = ?2)sql";

inline constexpr auto insert_entry = R"sql(
    INSERT INTO outstanding_entry (tenant_id, id, list_id, person_id, vote_id, party_org_id,
                                   left_out, position)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

inline constexpr auto entries = R"sql(
    SELECT e.position, e.person_id, p.name, p.born_on, v.org_id, u.name, v.held_on,
           v.member_count, v.votes_for, e.left_out, e.party_org_id, o.name, o.path
      FROM outstanding_entry e
      JOIN person p ON p.tenant_id = e.tenant_id AND p.id = e.person_id
      JOIN union_vote v ON v.tenant_id = e.tenant_id AND v.id = e.vote_id
      JOIN org u ON u.tenant_id = v.tenant_id AND u.id = v.org_id
      LEFT JOIN org o ON o.tenant_id = e.tenant_id AND o.id = e.party_org_id
     WHERE e.tenant_id = ?1 AND e.list_id = ?2
     ORDER BY o.id IS NULL, o.name_sort, o.id, e.position, e.id)sql";

}  // namespace ketnap::nomination::queries
