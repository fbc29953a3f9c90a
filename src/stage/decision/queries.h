// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string_view>

/// Every SQL statement of the slice.
namespace ketnap::decision::queries {

inline constexpr std::string_view insert_meeting = R"sql(
    INSERT INTO meeting (tenant_id, id, org_id, campaign_id, body_kind, body_name, held_on,
                         member_count, present_count, absent_note, chair_name, secretary_name,
                         tellers, decided_on, signer_post, signer_name, signer_person_id, state,
                         version, kind, starts_at, venue, paper, sent_on, closes_on, recorded_by)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, 'open',
            1, ?18, ?19, ?20, ?21, ?22, ?23, ?24))sql";

inline constexpr std::string_view update_meeting = R"sql(
    UPDATE meeting
       SET org_id = ?3, campaign_id = ?4, body_kind = ?5, body_name = ?6, held_on = ?7,
           member_count = ?8, present_count = ?9, absent_note = ?10, chair_name = ?11,
           secretary_name = ?12, tellers = ?13, decided_on = ?14, signer_post = ?15,
           signer_name = ?16, signer_person_id = ?17, starts_at = ?19, venue = ?20, paper = ?21,
           sent_on = ?22, closes_on = ?23, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND state = 'open' AND version = ?18)sql";

inline constexpr std::string_view close_meeting = R"sql(
    UPDATE meeting
       SET state = 'closed', version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND state = 'open' AND version = ?3)sql";

inline constexpr std::string_view meeting_by_id = R"sql(
    SELECT m.id, m.org_id, m.campaign_id, m.body_kind, m.body_name, m.held_on, m.member_count,
           m.present_count, m.absent_note, m.chair_name, m.secretary_name, m.tellers,
           m.decided_on, m.signer_post, m.signer_name, m.signer_person_id, m.state, m.version,
           o.path, m.kind, m.starts_at, m.venue, m.paper, m.sent_on, m.closes_on, m.recorded_by
      FROM meeting m
      JOIN org o ON o.tenant_id = m.tenant_id AND o.id = m.org_id
     WHERE m.tenant_id = ?1 AND m.id = ?2)sql";

// ?2 is a campaign, or empty for all; meetings of none and those that decided on one of its
// dossiers stand among them
inline constexpr std::string_view meetings = R"sql(
    SELECT m.id, m.campaign_id, m.body_name, m.held_on, m.state, o.path,
           (SELECT COUNT(*) FROM agenda_item a
             WHERE a.tenant_id = m.tenant_id AND a.meeting_id = m.id),
           (SELECT COUNT(*) FROM agenda_item a
             WHERE a.tenant_id = m.tenant_id AND a.meeting_id = m.id AND a.state = 'passed'),
           (SELECT COUNT(*) FROM agenda_item a
             WHERE a.tenant_id = m.tenant_id AND a.meeting_id = m.id AND a.state = 'waiting'),
           m.kind,
           (SELECT COUNT(*) FROM ballot_sheet s
             WHERE s.tenant_id = m.tenant_id AND s.meeting_id = m.id AND s.returned_on IS NULL)
      FROM meeting m
      JOIN org o ON o.tenant_id = m.tenant_id AND o.id = m.org_id
     WHERE m.tenant_id = ?1
       AND (?2 = '' OR m.campaign_id IS NULL OR m.campaign_id = ?2
            OR EXISTS (SELECT 1 FROM agenda_item a
                         JOIN dossier d ON d.tenant_id = a.tenant_id AND d.id = a.dossier_id
                        WHERE a.tenant_id = m.tenant_id AND a.meeting_id = m.id
                          AND d.campaign_id = ?2))
     ORDER BY m.held_on DESC, m.id DESC
     LIMIT 500)sql";

inline constexpr std::string_view insert_item = R"sql(
    INSERT INTO agenda_item (tenant_id, id, meeting_id, dossier_id, position, state, in_favour,
                             against, invalid, base, rule, rule_set, reason, version)
    VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', 0, 0, 0, 0, '', '', '', 1))sql";

inline constexpr std::string_view update_item = R"sql(
    UPDATE agenda_item
       SET state = ?3, in_favour = ?4, against = ?5, invalid = ?6, base = ?7, rule = ?8,
           rule_set = ?9, reason = ?10, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?11)sql";

inline constexpr std::string_view items_of = R"sql(
    SELECT a.id, a.dossier_id, a.position, a.state, a.in_favour, a.against, a.invalid, a.base,
           a.rule, a.rule_set, a.reason, a.version, d.id, d.number_text
      FROM agenda_item a
      LEFT JOIN decision d ON d.tenant_id = a.tenant_id AND d.item_id = a.id
     WHERE a.tenant_id = ?1 AND a.meeting_id = ?2
     ORDER BY a.position)sql";

inline constexpr std::string_view move_item = R"sql(
    UPDATE agenda_item SET position = ?4
     WHERE tenant_id = ?1 AND meeting_id = ?2 AND id = ?3)sql";

inline constexpr std::string_view sheets = R"sql(
    SELECT s.id, s.position, s.member_name, s.sent_on, s.returned_on, s.reminded_on
      FROM ballot_sheet s
     WHERE s.tenant_id = ?1 AND s.meeting_id = ?2
     ORDER BY s.position)sql";

inline constexpr std::string_view insert_sheet = R"sql(
    INSERT INTO ballot_sheet (tenant_id, id, meeting_id, position, member_name, sent_on,
                              returned_on, reminded_on)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, NULL))sql";

inline constexpr std::string_view drop_sheets = R"sql(
    DELETE FROM ballot_sheet WHERE tenant_id = ?1 AND meeting_id = ?2)sql";

inline constexpr std::string_view return_sheet = R"sql(
    UPDATE ballot_sheet SET returned_on = ?4
     WHERE tenant_id = ?1 AND meeting_id = ?2 AND id = ?3)sql";

inline constexpr std::string_view remind_sheets = R"sql(
    UPDATE ballot_sheet SET reminded_on = ?3
     WHERE tenant_id = ?1 AND meeting_id = ?2 AND returned_on IS NULL)sql";

// of the last circulated vote of the same body
inline constexpr std::string_view usual_members = R"sql(
    SELECT s.member_name
      FROM ballot_sheet s
     WHERE s.tenant_id = ?1
       AND s.meeting_id = (SELECT m.id
                             FROM meeting m
                            WHERE m.tenant_id = ?1 AND m.org_id = ?2 AND m.body_kind = ?3
                              AND m.kind = 'circulated' AND m.id <> ?4
                            ORDER BY m.held_on DESC, m.id DESC
                            LIMIT 1)
     ORDER BY s.position)sql";

inline constexpr std::string_view keep_file_key = R"sql(
    INSERT INTO meeting_file_key (tenant_id, id, wrapped_key)
    VALUES (?1, ?2, ?3)
        ON CONFLICT (tenant_id, id) DO NOTHING)sql";

inline constexpr std::string_view file_key = R"sql(
    SELECT k.wrapped_key FROM meeting_file_key k WHERE k.tenant_id = ?1 AND k.id = ?2)sql";

inline constexpr std::string_view waiting_dossiers = R"sql(
    SELECT a.dossier_id
      FROM agenda_item a
     WHERE a.tenant_id = ?1 AND a.state IN ('waiting', 'passed')
     ORDER BY a.dossier_id)sql";

// ?2 is a meeting, or empty for all
inline constexpr std::string_view results = R"sql(
    SELECT a.id, a.meeting_id, m.body_name, m.held_on, p.name, d.id, d.code, d.org_id, o.name,
           a.state, c.number_text, n.told_on, n.told_by, n.paper, n.outcome, c.received_on, b.path,
           m.campaign_id
      FROM agenda_item a
      JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id
      JOIN org b ON b.tenant_id = m.tenant_id AND b.id = m.org_id
      JOIN dossier d ON d.tenant_id = a.tenant_id AND d.id = a.dossier_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      LEFT JOIN decision c ON c.tenant_id = a.tenant_id AND c.item_id = a.id
      LEFT JOIN result_notice n ON n.tenant_id = a.tenant_id AND n.item_id = a.id
     WHERE a.tenant_id = ?1 AND a.state IN ('passed', 'failed')
       AND (?2 = '' OR a.meeting_id = ?2)
     ORDER BY m.held_on DESC, m.id DESC, o.name, o.id, a.position
     LIMIT 2000)sql";

inline constexpr std::string_view result_of_item = R"sql(
    SELECT a.id, a.meeting_id, m.body_name, m.held_on, p.name, d.id, d.code, d.org_id, o.name,
           a.state, c.number_text, n.told_on, n.told_by, n.paper, n.outcome, c.received_on, b.path,
           m.campaign_id
      FROM agenda_item a
      JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id
      JOIN org b ON b.tenant_id = m.tenant_id AND b.id = m.org_id
      JOIN dossier d ON d.tenant_id = a.tenant_id AND d.id = a.dossier_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      LEFT JOIN decision c ON c.tenant_id = a.tenant_id AND c.item_id = a.id
      LEFT JOIN result_notice n ON n.tenant_id = a.tenant_id AND n.item_id = a.id
     WHERE a.tenant_id = ?1 AND a.state IN ('passed', 'failed')
       AND a.id = ?2)sql";

inline constexpr std::string_view put_notice = R"sql(
    INSERT INTO result_notice (tenant_id, id, item_id, outcome, told_on, told_by, paper)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (tenant_id, item_id) DO UPDATE
       SET outcome = excluded.outcome, told_on = excluded.told_on, told_by = excluded.told_by,
           paper = excluded.paper)sql";

inline constexpr std::string_view agenda_of_dossier = R"sql(
    SELECT m.body_name, m.held_on
      FROM agenda_item a
      JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id
     WHERE a.tenant_id = ?1 AND a.dossier_id = ?2 AND a.state IN ('waiting', 'passed')
     ORDER BY m.held_on DESC, a.id DESC
     LIMIT 1)sql";

inline constexpr std::string_view insert_decision = R"sql(
    INSERT INTO decision (tenant_id, id, dossier_id, person_id, campaign_id, meeting_id, item_id,
                          document_id, number, number_text, decided_on, received_on, preparer_id,
                          verifier_id, approver_id, signer_post, signer_name, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL, ?12, ?13, ?14, ?15, ?16, 1))sql";

inline constexpr std::string_view insert_introducer = R"sql(
    INSERT INTO decision_introducer (tenant_id, id, decision_id, person_id, approver_id)
    VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (tenant_id, decision_id, person_id) DO NOTHING)sql";

inline constexpr std::string_view on_open_agendas = R"sql(
    SELECT DISTINCT d.person_id
      FROM agenda_item a
      JOIN meeting m ON m.tenant_id = a.tenant_id AND m.id = a.meeting_id
      JOIN dossier d ON d.tenant_id = a.tenant_id AND d.id = a.dossier_id
     WHERE a.tenant_id = ?1 AND m.state = 'open' AND a.state <> 'withdrawn')sql";

inline constexpr std::string_view set_received = R"sql(
    UPDATE decision
       SET received_on = ?3, version = version + 1
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr std::string_view decision_by_id = R"sql(
    SELECT d.id, d.dossier_id, d.person_id, d.campaign_id, d.meeting_id, d.document_id, d.number,
           d.number_text, d.decided_on, d.received_on, d.signer_post, d.signer_name, d.version
      FROM decision d
     WHERE d.tenant_id = ?1 AND d.id = ?2)sql";

inline constexpr std::string_view decision_of_dossier = R"sql(
    SELECT d.id, d.dossier_id, d.person_id, d.campaign_id, d.meeting_id, d.document_id, d.number,
           d.number_text, d.decided_on, d.received_on, d.signer_post, d.signer_name, d.version
      FROM decision d
     WHERE d.tenant_id = ?1 AND d.dossier_id = ?2)sql";

inline constexpr std::string_view decisions_of_campaign = R"sql(
    SELECT d.id, d.dossier_id, d.person_id, d.campaign_id, d.meeting_id, d.document_id, d.number,
           d.number_text, d.decided_on, d.received_on, d.signer_post, d.signer_name, d.version
      FROM decision d
     WHERE d.tenant_id = ?1 AND (?2 = '' OR d.campaign_id = ?2)
     ORDER BY d.number, d.id
     LIMIT 5000)sql";

}  // namespace ketnap::decision::queries
