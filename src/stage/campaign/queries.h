// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::campaign::queries {

inline constexpr auto by_id = R"sql(
    SELECT id, state, version, code, title, short_title, event_kind, plan_number, plan_on,
           issued_at, audience, target_kind, target_count, target_as_written, window_as_written,
           event_as_written, place, place_tentative, expected_count, expected_approximate,
           dossier_due_as_written, list_voted_year, list_cutoff_as_written, funding_source
      FROM campaign
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr auto id_of_code = R"sql(
    SELECT id FROM campaign WHERE tenant_id = ?1 AND code = ?2)sql";

inline constexpr auto insert = R"sql(
    INSERT INTO campaign (tenant_id, id, state, version, code, title, short_title, event_kind,
           plan_number, plan_on, issued_at, audience, target_kind, target_count,
           target_as_written, window_as_written, event_as_written, place, place_tentative,
           expected_count, expected_approximate, dossier_due_as_written, list_voted_year,
           list_cutoff_as_written, funding_source, window_from, window_to, event_on,
           event_tentative, event_minute, dossier_due_on, dossier_due_word, dossier_last_day_on,
           list_cutoff)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
            ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34))sql";

inline constexpr auto update = R"sql(
    UPDATE campaign SET version = version + 1, code = ?5, title = ?6, short_title = ?7,
           event_kind = ?8, plan_number = ?9, plan_on = ?10, issued_at = ?11, audience = ?12,
           target_kind = ?13, target_count = ?14, target_as_written = ?15,
           window_as_written = ?16, event_as_written = ?17, place = ?18, place_tentative = ?19,
           expected_count = ?20, expected_approximate = ?21, dossier_due_as_written = ?22,
           list_voted_year = ?23, list_cutoff_as_written = ?24, funding_source = ?25,
           window_from = ?26, window_to = ?27, event_on = ?28, event_tentative = ?29,
           event_minute = ?30, dossier_due_on = ?31, dossier_due_word = ?32,
           dossier_last_day_on = ?33, list_cutoff = ?34
     WHERE tenant_id = ?1 AND id = ?2 AND state = ?3 AND version = ?4)sql";

inline constexpr auto set_state = R"sql(
    UPDATE campaign SET state = ?4, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3)sql";

inline constexpr auto lines = R"sql(
    SELECT kind, text FROM campaign_line
     WHERE tenant_id = ?1 AND campaign_id = ?2
     ORDER BY kind, position)sql";

inline constexpr auto bodies = R"sql(
    SELECT name, org_id, authority, post, signer FROM campaign_body
     WHERE tenant_id = ?1 AND campaign_id = ?2
     ORDER BY position)sql";

inline constexpr auto groups = R"sql(
    SELECT kind, text, expected_count FROM campaign_group
     WHERE tenant_id = ?1 AND campaign_id = ?2
     ORDER BY position)sql";

inline constexpr auto add_line = R"sql(
    INSERT INTO campaign_line (tenant_id, id, campaign_id, kind, position, text)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6))sql";

inline constexpr auto add_body = R"sql(
    INSERT INTO campaign_body (tenant_id, id, campaign_id, position, name, org_id, authority,
                               post, signer)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9))sql";

inline constexpr auto add_group = R"sql(
    INSERT INTO campaign_group (tenant_id, id, campaign_id, position, kind, text, expected_count)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

inline constexpr auto clear_lines = R"sql(
    DELETE FROM campaign_line WHERE tenant_id = ?1 AND campaign_id = ?2)sql";
inline constexpr auto clear_bodies = R"sql(
    DELETE FROM campaign_body WHERE tenant_id = ?1 AND campaign_id = ?2)sql";
inline constexpr auto clear_groups = R"sql(
    DELETE FROM campaign_group WHERE tenant_id = ?1 AND campaign_id = ?2)sql";

inline constexpr auto list = R"sql(
    SELECT id, code, short_title, plan_number, state, event_kind, target_kind, target_count,
           event_on, dossier_last_day_on, version
      FROM campaign
     WHERE tenant_id = ?1
     ORDER BY event_on IS NOT NULL, event_on DESC, id DESC
     LIMIT 500)sql";

}  // namespace ketnap::campaign::queries
