// SPDX-License-Identifier: Apache-2.0
#pragma once

/// SQL of the way through the office: register, desk, holds, answers, snapshots, opinions.
namespace ketnap::dossier::queries {

// clang-format off
// Guided or introduced by that person, on that account's desk, or asked of it.
inline constexpr const char* in_hands = R"sql(
    SELECT d.person_id
      FROM dossier_support s
      JOIN dossier d ON d.tenant_id = s.tenant_id AND d.id = s.dossier_id
     WHERE s.tenant_id = ?1 AND s.person_id = ?2 AND s.until_on IS NULL
     UNION
    SELECT d.person_id
      FROM dossier_desk k
      JOIN dossier d ON d.tenant_id = k.tenant_id AND d.id = k.dossier_id
     WHERE k.tenant_id = ?1 AND k.account_id = ?3 AND k.until_on IS NULL
     UNION
    SELECT d.person_id
      FROM dossier_opinion q
      JOIN dossier d ON d.tenant_id = q.tenant_id AND d.id = q.dossier_id
     WHERE q.tenant_id = ?1 AND q.account_id = ?3 AND q.dropped_on IS NULL)sql";

inline constexpr const char* undo_step = R"sql(
    UPDATE dossier_step SET undone_on = ?3, undone_by = ?4, undone_reason = ?5
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* undo_round = R"sql(
    UPDATE dossier_return_round SET undone_on = ?3
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* reopen_round = R"sql(
    UPDATE dossier_return_round SET answered_on = NULL
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* settle_item = R"sql(
    UPDATE dossier_return_item SET done_on = ?3, done_by = ?4
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* answers = R"sql(
    SELECT a.item_id, a.said_on, a.by_name, a.text
      FROM dossier_item_answer a
      JOIN dossier_return_item i ON i.tenant_id = a.tenant_id AND i.id = a.item_id
      JOIN dossier_return_round r ON r.tenant_id = i.tenant_id AND r.id = i.round_id
     WHERE a.tenant_id = ?1 AND r.dossier_id = ?2
     ORDER BY a.id)sql";

inline constexpr const char* add_answer = R"sql(
    INSERT INTO dossier_item_answer (tenant_id, id, item_id, said_on, by_name, text)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6))sql";

inline constexpr const char* put_snapshot = R"sql(
    INSERT INTO dossier_snapshot (tenant_id, id, dossier_id, round_no, moment, taken_on, contents)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (tenant_id, dossier_id, round_no, moment) DO UPDATE
       SET taken_on = excluded.taken_on, contents = excluded.contents)sql";

inline constexpr const char* snapshot = R"sql(
    SELECT contents FROM dossier_snapshot
     WHERE tenant_id = ?1 AND dossier_id = ?2 AND round_no = ?3 AND moment = ?4)sql";

inline constexpr const char* drop_snapshot = R"sql(
    DELETE FROM dossier_snapshot
     WHERE tenant_id = ?1 AND dossier_id = ?2 AND round_no = ?3 AND moment = ?4)sql";

inline constexpr const char* receipts = R"sql(
    SELECT id, year, number, round_no, received_on, received_by, from_name, paper_count, deadline_as_written,
           last_day_on, late, struck_on, struck_reason
      FROM dossier_receipt
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY id)sql";

inline constexpr const char* add_receipt = R"sql(
    INSERT INTO dossier_receipt (tenant_id, id, dossier_id, year, number, round_no, received_on, received_by,
           from_name, paper_count, deadline_as_written, last_day_on, late, struck_on, struck_reason)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, NULL, ''))sql";

inline constexpr const char* strike_receipt = R"sql(
    UPDATE dossier_receipt SET struck_on = ?3, struck_reason = ?4
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* register_page = R"sql(
    SELECT r.id, r.year, r.number, r.round_no, r.received_on, r.received_by, r.from_name, r.paper_count,
           r.deadline_as_written, r.last_day_on, r.late, r.struck_on, r.struck_reason, d.id, d.code, p.name, o.name,
           d.state
      FROM dossier_receipt r
      JOIN dossier d ON d.tenant_id = r.tenant_id AND d.id = r.dossier_id
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
     WHERE r.tenant_id = ?1)sql";

// Closed by "LIMIT ?) counted".
inline constexpr const char* register_count = R"sql(
    SELECT count(*) FROM (
    SELECT 1
      FROM dossier_receipt r
      JOIN dossier d ON d.tenant_id = r.tenant_id AND d.id = r.dossier_id
     WHERE r.tenant_id = ?1)sql";

inline constexpr const char* desk = R"sql(
    SELECT account_id, name, from_on, by_name
      FROM dossier_desk
     WHERE tenant_id = ?1 AND dossier_id = ?2 AND until_on IS NULL
     ORDER BY id DESC
     LIMIT 1)sql";

inline constexpr const char* leave_desk = R"sql(
    UPDATE dossier_desk SET until_on = ?3
     WHERE tenant_id = ?1 AND dossier_id = ?2 AND until_on IS NULL)sql";

inline constexpr const char* put_on_desk = R"sql(
    INSERT INTO dossier_desk (tenant_id, id, dossier_id, account_id, name, from_on, until_on, by_name)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, ?7))sql";

inline constexpr const char* holds = R"sql(
    SELECT id, kind, from_state, held_on, look_on, ended_on, reason, stops_clock
      FROM dossier_hold
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY id)sql";

inline constexpr const char* add_hold = R"sql(
    INSERT INTO dossier_hold (tenant_id, id, dossier_id, kind, from_state, held_on, look_on, ended_on, reason,
           stops_clock)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9))sql";

inline constexpr const char* end_hold = R"sql(
    UPDATE dossier_hold SET ended_on = ?3
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* drop_hold = R"sql(
    DELETE FROM dossier_hold WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* opinions = R"sql(
    SELECT q.id, q.dossier_id, q.asked_on, q.asked_by, q.question, q.due_on, q.name, q.org_id, q.account_id,
           q.answer, q.answered_on, q.answered_by, q.text_sealed, q.dropped_on, q.version, q.answer_sealed
      FROM dossier_opinion q
     WHERE q.tenant_id = ?1 AND q.dossier_id = ?2
     ORDER BY q.asked_on, q.id)sql";

inline constexpr const char* add_opinion = R"sql(
    INSERT INTO dossier_opinion (tenant_id, id, dossier_id, asked_on, asked_by, question, due_on, name, org_id,
           account_id, answer, answered_on, answered_by, text_sealed, dropped_on, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, NULL, '', NULL, NULL, 1))sql";

inline constexpr const char* answer_opinion = R"sql(
    UPDATE dossier_opinion
       SET answer = NULL, answer_sealed = ?4, answered_on = ?5, answered_by = ?6, text_sealed = ?7, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3 AND dropped_on IS NULL)sql";

inline constexpr const char* plain_opinions = R"sql(
    SELECT q.id, q.answer, d.person_id
      FROM dossier_opinion q
      JOIN dossier d ON d.tenant_id = q.tenant_id AND d.id = q.dossier_id
     WHERE q.tenant_id = ?1 AND q.answer IS NOT NULL
     ORDER BY q.id LIMIT 200)sql";

inline constexpr const char* seal_opinion = R"sql(
    UPDATE dossier_opinion SET answer = NULL, answer_sealed = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* drop_opinion = R"sql(
    UPDATE dossier_opinion SET dropped_on = ?4, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3 AND answered_on IS NULL)sql";

inline constexpr const char* waiting_opinions = R"sql(
    SELECT q.id, q.dossier_id, q.question, q.due_on, q.name, q.org_id, q.account_id, d.code, p.name, o.name, o.path
      FROM dossier_opinion q
      JOIN dossier d ON d.tenant_id = q.tenant_id AND d.id = q.dossier_id
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
     WHERE q.tenant_id = ?1 AND q.answered_on IS NULL AND q.dropped_on IS NULL)sql";

inline constexpr const char* work_rows = R"sql(
    SELECT d.id, d.code, p.name, o.name, o.path, d.campaign_id, d.state, d.state_since, d.due_on, d.error_count,
           d.warning_count, d.version, k.account_id, k.name, r.round_no, r.due_on, d.person_id
      FROM dossier d
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
      LEFT JOIN dossier_desk k ON k.tenant_id = d.tenant_id AND k.dossier_id = d.id AND k.until_on IS NULL
      LEFT JOIN dossier_return_round r ON r.tenant_id = d.tenant_id AND r.dossier_id = d.id
           AND r.answered_on IS NULL AND r.undone_on IS NULL
     WHERE d.tenant_id = ?1 AND d.state IN ('drafting', 'submitted', 'received', 'appraising', 'returned',
           'resubmitted', 'held', 'qualified'))sql";
// clang-format on

}  // namespace ketnap::dossier::queries
