// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::exchange::request_queries {

inline constexpr auto by_id = R"sql(
    SELECT id, kind, subject_kind, subject_id, title, text, due_on, due_word, due_as_written,
           last_day_on, sent_on, closed_on, version
      FROM request
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr auto of_subject = R"sql(
    SELECT id, kind, subject_kind, subject_id, title, text, due_on, due_word, due_as_written,
           last_day_on, sent_on, closed_on, version
      FROM request
     WHERE tenant_id = ?1 AND subject_kind = ?2 AND subject_id = ?3
     ORDER BY id)sql";

inline constexpr auto insert = R"sql(
    INSERT INTO request (tenant_id, id, kind, subject_kind, subject_id, title, text, due_on,
                         due_word, due_as_written, last_day_on, sent_on, closed_on, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, NULL, 1))sql";

inline constexpr auto close = R"sql(
    UPDATE request SET closed_on = ?4, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3 AND closed_on IS NULL)sql";

inline constexpr auto insert_share = R"sql(
    INSERT INTO request_share (tenant_id, id, request_id, org_id, asked_count, answer,
                               answered_count, answered_on, extended_to, note, version)
    VALUES (?1, ?2, ?3, ?4, ?5, NULL, 0, NULL, NULL, '', 1))sql";

inline constexpr auto shares = R"sql(
    SELECT s.id, s.org_id, CASE WHEN o.short_name = '' THEN o.name ELSE o.short_name END, o.path,
           s.asked_count, s.answer, s.answered_count,
           s.answered_on, s.extended_to, s.note, s.version,
           (SELECT COUNT(*) FROM request_reminder r
             WHERE r.tenant_id = s.tenant_id AND r.share_id = s.id),
           (SELECT MAX(r.reminded_on) FROM request_reminder r
             WHERE r.tenant_id = s.tenant_id AND r.share_id = s.id)
      FROM request_share s
      JOIN org o ON o.tenant_id = s.tenant_id AND o.id = s.org_id
     WHERE s.tenant_id = ?1 AND s.request_id = ?2
     ORDER BY o.name_sort, s.org_id)sql";

inline constexpr auto set_answer = R"sql(
    UPDATE request_share
       SET answer = ?5, answered_count = ?6, answered_on = ?7, note = ?8, version = version + 1
     WHERE tenant_id = ?1 AND request_id = ?2 AND org_id = ?3 AND version = ?4)sql";

inline constexpr auto count_answer = R"sql(
    UPDATE request_share
       SET answer = 'given', answered_count = ?4,
           answered_on = COALESCE(answered_on, ?5), version = version + 1
     WHERE tenant_id = ?1 AND request_id = ?2 AND org_id = ?3)sql";

inline constexpr auto extend = R"sql(
    UPDATE request_share SET extended_to = ?5, note = ?6, version = version + 1
     WHERE tenant_id = ?1 AND request_id = ?2 AND org_id = ?3 AND version = ?4)sql";

inline constexpr auto remind = R"sql(
    INSERT INTO request_reminder (tenant_id, id, share_id, reminded_on, channel)
    VALUES (?1, ?2, ?3, ?4, ?5))sql";

}  // namespace ketnap::exchange::request_queries
