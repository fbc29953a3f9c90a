// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::workflow::queries {

inline constexpr auto of_subject = R"sql(
    SELECT t.id, t.subject_kind, t.subject_id, t.position, t.owner, t.owner_org_id,
           t.owner_person_id, t.owner_role, t.text, t.due_on, t.due_word, t.due_as_written,
           t.last_day_on, t.done_on, t.done_note, t.version
      FROM task t
     WHERE t.tenant_id = ?1 AND t.subject_kind = ?2 AND t.subject_id = ?3
     ORDER BY t.position, t.id)sql";

inline constexpr auto by_id = R"sql(
    SELECT t.id, t.subject_kind, t.subject_id, t.position, t.owner, t.owner_org_id,
           t.owner_person_id, t.owner_role, t.text, t.due_on, t.due_word, t.due_as_written,
           t.last_day_on, t.done_on, t.done_note, t.version
      FROM task t
     WHERE t.tenant_id = ?1 AND t.id = ?2)sql";

inline constexpr auto open_tasks = R"sql(
    SELECT t.id, t.subject_kind, t.subject_id, t.position, t.owner, t.owner_org_id,
           t.owner_person_id, t.owner_role, t.text, t.due_on, t.due_word, t.due_as_written,
           t.last_day_on, t.done_on, t.done_note, t.version
      FROM task t
      LEFT JOIN org o ON o.tenant_id = t.tenant_id AND o.id = t.owner_org_id
     WHERE t.tenant_id = ?1 AND t.done_on IS NULL)sql";

inline constexpr auto count_open = R"sql(
    SELECT COUNT(*)
      FROM task t
      LEFT JOIN org o ON o.tenant_id = t.tenant_id AND o.id = t.owner_org_id
     WHERE t.tenant_id = ?1 AND t.done_on IS NULL)sql";

inline constexpr auto open_order = R"sql(
     ORDER BY t.last_day_on IS NULL, t.last_day_on, t.position, t.id
     LIMIT ?)sql";

// A list of codes goes in as "|a|b|": a code that is in it can be taken out of it.
inline constexpr auto owned = R"sql((t.owner_person_id = ?
       OR (t.owner_org_id IS NOT NULL AND REPLACE(?, '|' || t.owner_org_id || '|', '') <> ?)
       OR (t.owner_role IS NOT NULL AND REPLACE(?, '|' || t.owner_role || '|', '') <> ?)))sql";

inline constexpr auto insert = R"sql(
    INSERT INTO task (tenant_id, id, subject_kind, subject_id, position, owner, owner_org_id,
                      owner_person_id, owner_role, text, due_on, due_word, due_minute,
                      due_as_written, last_day_on, done_on, done_note, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18))sql";

inline constexpr auto remove = R"sql(
    DELETE FROM task WHERE tenant_id = ?1 AND subject_kind = ?2 AND subject_id = ?3)sql";

inline constexpr auto last_position = R"sql(
    SELECT COALESCE(MAX(position), 0) FROM task
     WHERE tenant_id = ?1 AND subject_kind = ?2 AND subject_id = ?3)sql";

inline constexpr auto set_done = R"sql(
    UPDATE task SET done_on = ?4, done_note = ?5, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3)sql";

inline constexpr auto complete = R"sql(
    UPDATE task SET done_on = ?5, version = version + 1
     WHERE tenant_id = ?1 AND subject_kind = ?2 AND subject_id = ?3 AND owner_org_id = ?4
       AND done_on IS NULL)sql";

inline constexpr auto open_counts = R"sql(
    SELECT subject_id, COUNT(*) FROM task
     WHERE tenant_id = ?1 AND subject_kind = ?2 AND done_on IS NULL
     GROUP BY subject_id ORDER BY subject_id)sql";

inline constexpr auto insert_stand_in = R"sql(
    INSERT INTO stand_in (tenant_id, id, principal_account_id, principal_name, deputy_account_id,
                          deputy_name, from_on, until_on, reason, made_by, ended_on, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, 1))sql";

inline constexpr auto stand_in_by_id = R"sql(
    SELECT id, principal_account_id, principal_name, deputy_account_id, deputy_name, from_on,
           until_on, reason, made_by, ended_on, version
      FROM stand_in
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr auto stand_ins = R"sql(
    SELECT id, principal_account_id, principal_name, deputy_account_id, deputy_name, from_on,
           until_on, reason, made_by, ended_on, version
      FROM stand_in
     WHERE tenant_id = ?1
     ORDER BY id DESC
     LIMIT 1000)sql";

inline constexpr auto principals_of = R"sql(
    SELECT DISTINCT principal_account_id
      FROM stand_in
     WHERE tenant_id = ?1 AND deputy_account_id = ?2 AND until_on >= ?3 AND from_on <= ?3
       AND ended_on IS NULL
     ORDER BY principal_account_id)sql";

inline constexpr auto end_stand_in = R"sql(
    UPDATE stand_in SET ended_on = ?4, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3)sql";

inline constexpr auto reminders = R"sql(
    SELECT step, reminded_on, by_name, note
      FROM reminder
     WHERE tenant_id = ?1 AND subject_kind = ?2 AND subject_id = ?3
     ORDER BY id)sql";

inline constexpr auto insert_reminder = R"sql(
    INSERT INTO reminder (tenant_id, id, subject_kind, subject_id, step, reminded_on, by_name, note)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

}  // namespace ketnap::workflow::queries
