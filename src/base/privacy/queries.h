// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Every SQL statement of the slice.
namespace ketnap::privacy::queries {

// clang-format off
inline constexpr const char* entries = R"sql(
    SELECT id, body, version FROM processing_entry WHERE tenant_id = ?1 ORDER BY id)sql";

inline constexpr const char* insert_entry = R"sql(
    INSERT INTO processing_entry (tenant_id, id, body, version) VALUES (?1, ?2, ?3, 1)
        ON CONFLICT (tenant_id, id) DO NOTHING)sql";

inline constexpr const char* update_entry = R"sql(
    UPDATE processing_entry SET body = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4)sql";

inline constexpr const char* consents = R"sql(
    SELECT c.id, c.person_id, p.name, c.purpose, c.basis, c.rule, c.text_version, c.given_on, c.recorded_by,
           c.withdrawn_on, c.version
      FROM consent c
      JOIN person p ON p.tenant_id = c.tenant_id AND p.id = c.person_id
     WHERE c.tenant_id = ?1 AND (?2 = '' OR c.person_id = ?2) AND (?3 = '' OR c.id = ?3)
     ORDER BY c.id DESC LIMIT 500)sql";

inline constexpr const char* insert_consent = R"sql(
    INSERT INTO consent (tenant_id, id, person_id, purpose, basis, rule, text_version, given_on, recorded_at,
           recorded_by, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)
        ON CONFLICT (tenant_id, person_id, purpose) WHERE withdrawn_on IS NULL DO NOTHING)sql";

inline constexpr const char* end_consent = R"sql(
    UPDATE consent SET withdrawn_on = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4 AND withdrawn_on IS NULL)sql";

inline constexpr const char* requests = R"sql(
    SELECT r.id, r.number, r.person_id, p.name, r.kind, r.received_on, r.answer_by, r.act_by, r.extended, r.periods,
           r.answered_on, r.outcome, r.closed_on, r.recorded_by, r.version, r.asked_sealed, r.answer_sealed
      FROM data_request r
      JOIN person p ON p.tenant_id = r.tenant_id AND p.id = r.person_id
     WHERE r.tenant_id = ?1 AND (?2 = '' OR r.person_id = ?2) AND (?3 = '' OR r.id = ?3)
     ORDER BY r.number DESC LIMIT 500)sql";

inline constexpr const char* insert_request = R"sql(
    INSERT INTO data_request (tenant_id, id, number, person_id, kind, consent_id, received_on, asked_sealed, answer_by,
           act_by, extended, periods, recorded_by, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, ?12, 1))sql";

inline constexpr const char* answer_request = R"sql(
    UPDATE data_request SET answered_on = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4 AND answered_on IS NULL)sql";

inline constexpr const char* extend_request = R"sql(
    UPDATE data_request SET act_by = ?3, extended = 1, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4 AND extended = 0 AND closed_on IS NULL)sql";

inline constexpr const char* close_request = R"sql(
    UPDATE data_request SET outcome = ?3, closed_on = ?4, answer_sealed = ?5, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?6 AND closed_on IS NULL)sql";

inline constexpr const char* erasures = R"sql(
    SELECT e.id, e.person_id, p.name, e.request_id, e.state, e.reason, e.asked_at, e.asked_by, e.asked_name, e.done_at,
           e.done_by, e.done_name, e.number, e.key_hash, e.row_count, e.version
      FROM erasure e
      JOIN person p ON p.tenant_id = e.tenant_id AND p.id = e.person_id
     WHERE e.tenant_id = ?1 AND (?2 = '' OR e.person_id = ?2) AND (?3 = '' OR e.id = ?3)
     ORDER BY e.asked_at DESC, e.id DESC LIMIT 500)sql";

inline constexpr const char* insert_erasure = R"sql(
    INSERT INTO erasure (tenant_id, id, person_id, request_id, state, reason, asked_at, asked_by, asked_name, done_name,
           key_hash, row_count, version)
    VALUES (?1, ?2, ?3, ?4, 'asked', ?5, ?6, ?7, ?8, '', '', 0, 1))sql";

inline constexpr const char* finish_erasure = R"sql(
    UPDATE erasure SET state = 'done', done_at = ?3, done_by = ?4, done_name = ?5, number = ?6, key_hash = ?7,
           row_count = ?8, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?9 AND state = 'asked')sql";

inline constexpr const char* drop_erasure = R"sql(
    UPDATE erasure SET state = 'dropped', version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3 AND state = 'asked')sql";

inline constexpr const char* incidents = R"sql(
    SELECT id, number, title, discovered_at, from_at, until_at, actor, grave, what, harm, measures, notified_at,
           closed_at, recorded_by, version
      FROM data_incident
     WHERE tenant_id = ?1 AND (?2 = '' OR id = ?2)
     ORDER BY number DESC LIMIT 500)sql";

inline constexpr const char* insert_incident = R"sql(
    INSERT INTO data_incident (tenant_id, id, number, title, discovered_at, from_at, until_at, actor, grave, what, harm,
           measures, recorded_by, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 1))sql";

inline constexpr const char* update_incident = R"sql(
    UPDATE data_incident SET title = ?3, discovered_at = ?4, from_at = ?5, until_at = ?6, actor = ?7, grave = ?8,
           what = ?9, harm = ?10, measures = ?11, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?12 AND closed_at IS NULL)sql";

inline constexpr const char* notify_incident = R"sql(
    UPDATE data_incident SET notified_at = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4 AND notified_at IS NULL)sql";

inline constexpr const char* close_incident = R"sql(
    UPDATE data_incident SET closed_at = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4 AND closed_at IS NULL)sql";

inline constexpr const char* stubs = R"sql(
    SELECT s.id, s.number, s.dated, s.holder, s.place, s.person_id, p.name, s.recorded_by, s.ended_on, s.version
      FROM paper_stub s
      LEFT JOIN person p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
     WHERE s.tenant_id = ?1 AND (?2 = '' OR s.id = ?2)
     ORDER BY s.dated DESC, s.id DESC LIMIT 500)sql";

inline constexpr const char* insert_stub = R"sql(
    INSERT INTO paper_stub (tenant_id, id, number, dated, holder, place, person_id, recorded_at, recorded_by, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1))sql";

inline constexpr const char* end_stub = R"sql(
    UPDATE paper_stub SET ended_on = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?4 AND ended_on IS NULL)sql";

inline constexpr const char* purges = R"sql(
    SELECT s.id, s.attachment_id, a.name, s.state, s.reason, s.asked_at, s.asked_by, s.asked_name, s.done_at, s.done_by,
           s.done_name, s.version
      FROM secret_purge s
      JOIN attachment a ON a.tenant_id = s.tenant_id AND a.id = s.attachment_id
     WHERE s.tenant_id = ?1 AND (?2 = '' OR s.id = ?2)
     ORDER BY s.asked_at DESC, s.id DESC LIMIT 500)sql";

inline constexpr const char* insert_purge = R"sql(
    INSERT INTO secret_purge (tenant_id, id, attachment_id, state, reason, asked_at, asked_by, asked_name, done_name,
           version)
    VALUES (?1, ?2, ?3, 'held', ?4, ?5, ?6, ?7, '', 1)
        ON CONFLICT (tenant_id, attachment_id) WHERE state = 'held' DO NOTHING)sql";

inline constexpr const char* finish_purge = R"sql(
    UPDATE secret_purge SET state = ?3, done_at = ?4, done_by = ?5, done_name = ?6, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?7 AND state = 'held')sql";
// clang-format on

}  // namespace ketnap::privacy::queries
