// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "base/auth/can.h"

#include <string_view>

/// Every SQL statement of the slice.
namespace ketnap::dossier::queries {

/// Of every list over dossiers. Closed: see dossier::is_closed().
inline constexpr auth::ScopeColumns scope_columns{
    "d.org_path >= ? AND d.org_path < ?", "", "d.campaign_id = ?",
    "d.state NOT IN ('admitted', 'withdrawn') OR d.state_since >= ?", "d.person_id = ?"};

// clang-format off
inline constexpr const char* select = R"sql(
    SELECT d.id, d.code, d.person_id, d.org_id, o.path, d.campaign_id, d.candidate_type, d.section_committee,
           d.state, d.state_since, d.received_on, d.shelf, d.extension_days, d.extension_reason, d.prepared_by,
           d.appraised_by, d.due_on, d.error_count, d.warning_count, d.decision_number, d.decided_on,
           d.decision_received_on, d.ceremony_on, d.version, p.name, d.name_sort, o.name, d.decided_by
      FROM dossier d
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
     WHERE d.tenant_id = ?1)sql";

// The order is made of what stands on the dossier's row; names are fetched for the rows of the page.
// Between page_rows and page_names stand `keys` of one filter, or several as one.
inline constexpr const char* page_rows = R"sql(
    SELECT d.id, d.code, d.person_id, d.org_id, o.path, d.campaign_id, d.candidate_type, d.section_committee,
           d.state, d.state_since, d.received_on, d.shelf, d.extension_days, d.extension_reason, d.prepared_by,
           d.appraised_by, d.due_on, d.error_count, d.warning_count, d.decision_number, d.decided_on,
           d.decision_received_on, d.ceremony_on, d.version, p.name, d.name_sort, o.name, d.decided_by
      FROM ()sql";
inline constexpr const char* keys_by_name =
    "SELECT d.id, d.name_sort AS place FROM dossier d WHERE d.tenant_id = ?1";
inline constexpr const char* keys_by_due =
    "SELECT d.id, coalesce(d.due_on, '9999') AS place FROM dossier d WHERE d.tenant_id = ?1";
inline constexpr const char* keys_by_code =
    "SELECT d.id, d.code AS place FROM dossier d WHERE d.tenant_id = ?1";
inline constexpr const char* page_names = R"sql() k
      JOIN dossier d ON d.tenant_id = ?1 AND d.id = k.id
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
     ORDER BY k.place, k.id)sql";

// Closed by "LIMIT ?) counted".
inline constexpr const char* bodies_under = "SELECT count(*) FROM (SELECT 1 FROM org o WHERE o.tenant_id = ?1";

inline constexpr const char* by_id = R"sql(
    SELECT d.id, d.code, d.person_id, d.org_id, o.path, d.campaign_id, d.candidate_type, d.section_committee,
           d.state, d.state_since, d.received_on, d.shelf, d.extension_days, d.extension_reason, d.prepared_by,
           d.appraised_by, d.due_on, d.error_count, d.warning_count, d.decision_number, d.decided_on,
           d.decision_received_on, d.ceremony_on, d.version, p.name, d.name_sort, o.name, d.decided_by
      FROM dossier d
      JOIN org o ON o.tenant_id = d.tenant_id AND o.id = d.org_id
      JOIN person p ON p.tenant_id = d.tenant_id AND p.id = d.person_id
     WHERE d.tenant_id = ?1 AND d.id = ?2)sql";

// Closed by "LIMIT ?) counted".
inline constexpr const char* count =
    "SELECT count(*) FROM (SELECT 1 FROM dossier d WHERE d.tenant_id = ?1";

inline constexpr const char* count_by_state = R"sql(
    SELECT d.state, count(*)
      FROM dossier d
     WHERE d.tenant_id = ?1)sql";

inline constexpr const char* id_of_code = R"sql(
    SELECT id FROM dossier WHERE tenant_id = ?1 AND code = ?2)sql";

inline constexpr const char* open_of_person = R"sql(
    SELECT id FROM dossier WHERE tenant_id = ?1 AND open_person_id = ?2)sql";

inline constexpr const char* insert = R"sql(
    INSERT INTO dossier (tenant_id, id, code, person_id, org_id, campaign_id, candidate_type, section_committee,
           state, state_since, received_on, shelf, extension_days, extension_reason, prepared_by, appraised_by,
           due_on, error_count, warning_count, decision_number, decided_on, decision_received_on, ceremony_on,
           open_person_id, name_sort, org_path, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
           ?23, ?24, ?25, ?26, 1))sql";

// what a dossier keeps of its person and its cell, for the order of the list
inline constexpr const char* kept_of = R"sql(
    SELECT p.name_sort, o.path
      FROM person p
      JOIN org o ON o.tenant_id = p.tenant_id AND o.id = ?3
     WHERE p.tenant_id = ?1 AND p.id = ?2)sql";

inline constexpr const char* rename = R"sql(
    UPDATE dossier
       SET name_sort = (SELECT p.name_sort FROM person p WHERE p.tenant_id = ?1 AND p.id = dossier.person_id)
     WHERE tenant_id = ?1 AND person_id = ?2)sql";

inline constexpr const char* move_paths = R"sql(
    UPDATE dossier SET org_path = ?2 || substr(org_path, CAST(?3 AS INTEGER))
     WHERE tenant_id = ?1 AND org_path >= ?4 AND org_path < ?5)sql";

inline constexpr const char* update = R"sql(
    UPDATE dossier
       SET org_id = ?3, campaign_id = ?4, candidate_type = ?5, section_committee = ?6, state = ?7,
           state_since = ?8, received_on = ?9, shelf = ?10, extension_days = ?11, extension_reason = ?12,
           prepared_by = ?13, appraised_by = ?14, due_on = ?15, error_count = ?16, warning_count = ?17,
           decision_number = ?18, decided_on = ?19, decision_received_on = ?20, ceremony_on = ?21,
           open_person_id = ?22, decided_by = ?24, version = version + 1,
           org_path = (SELECT o.path FROM org o WHERE o.tenant_id = ?1 AND o.id = ?3)
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?23)sql";

inline constexpr const char* papers = R"sql(
    SELECT id, form, received, received_on, number, is_signed, is_sealed, dates, facts, remark_sealed
      FROM dossier_paper
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY form)sql";

inline constexpr const char* put_paper = R"sql(
    INSERT INTO dossier_paper (tenant_id, id, dossier_id, form, received, received_on, number, is_signed, is_sealed,
           dates, facts, remark_sealed)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (tenant_id, dossier_id, form) DO UPDATE
       SET received = excluded.received, received_on = excluded.received_on, number = excluded.number,
           is_signed = excluded.is_signed, is_sealed = excluded.is_sealed, dates = excluded.dates,
           facts = excluded.facts, remark_sealed = excluded.remark_sealed)sql";

inline constexpr const char* drop_paper = R"sql(
    DELETE FROM dossier_paper WHERE tenant_id = ?1 AND dossier_id = ?2 AND form = ?3)sql";

inline constexpr const char* supports = R"sql(
    SELECT s.id, s.kind, s.person_id, s.name, s.official, s.same_grassroots, s.together_since, s.from_on,
           s.until_on, s.reason,
           (SELECT count(*)
              FROM dossier_support x
              JOIN dossier d ON d.tenant_id = x.tenant_id AND d.id = x.dossier_id
             WHERE x.tenant_id = s.tenant_id AND x.person_id = s.person_id AND x.kind = 'introducer'
               AND x.until_on IS NULL AND d.open_person_id IS NOT NULL)
      FROM dossier_support s
     WHERE s.tenant_id = ?1 AND s.dossier_id = ?2
     ORDER BY s.kind, s.id)sql";

inline constexpr const char* put_support = R"sql(
    INSERT INTO dossier_support (tenant_id, id, dossier_id, kind, person_id, name, official, same_grassroots,
           together_since, from_on, until_on, reason)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (tenant_id, id) DO UPDATE
       SET person_id = excluded.person_id, name = excluded.name, official = excluded.official,
           same_grassroots = excluded.same_grassroots, together_since = excluded.together_since,
           from_on = excluded.from_on, until_on = excluded.until_on, reason = excluded.reason)sql";

inline constexpr const char* votes = R"sql(
    SELECT id, body, held_on, base, present, in_favour, against, rule
      FROM dossier_vote
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY held_on, body)sql";

inline constexpr const char* put_vote = R"sql(
    INSERT INTO dossier_vote (tenant_id, id, dossier_id, body, held_on, base, present, in_favour, against, rule)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (tenant_id, dossier_id, body) DO UPDATE
       SET held_on = excluded.held_on, base = excluded.base, present = excluded.present,
           in_favour = excluded.in_favour, against = excluded.against, rule = excluded.rule)sql";

// on the person, whatever dossier it was about
inline constexpr const char* failed_votes = R"sql(
    SELECT f.body, f.held_on, f.base, f.present, f.in_favour, f.against, f.rule
      FROM dossier_failed_vote f
      JOIN dossier d ON d.tenant_id = f.tenant_id AND d.id = f.dossier_id
      JOIN dossier mine ON mine.tenant_id = d.tenant_id AND mine.person_id = d.person_id
     WHERE f.tenant_id = ?1 AND mine.id = ?2
     ORDER BY f.held_on, f.id)sql";

inline constexpr const char* put_failed_vote = R"sql(
    INSERT INTO dossier_failed_vote (tenant_id, id, dossier_id, body, held_on, base, present, in_favour, against, rule)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (tenant_id, id) DO UPDATE
       SET held_on = excluded.held_on, base = excluded.base, present = excluded.present,
           in_favour = excluded.in_favour, against = excluded.against, rule = excluded.rule)sql";

inline constexpr const char* drop_failed_vote = R"sql(
    DELETE FROM dossier_failed_vote WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* rounds = R"sql(
    SELECT id, round_no, returned_on, due_on, answered_on, message, undone_on
      FROM dossier_return_round
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY round_no)sql";

inline constexpr const char* add_round = R"sql(
    INSERT INTO dossier_return_round (tenant_id, id, dossier_id, round_no, returned_on, due_on, message)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql";

inline constexpr const char* answer_round = R"sql(
    UPDATE dossier_return_round SET answered_on = ?3
     WHERE tenant_id = ?1 AND dossier_id = ?2 AND answered_on IS NULL AND undone_on IS NULL)sql";

inline constexpr const char* items = R"sql(
    SELECT i.id, i.round_id, i.rule, i.paper, i.text, i.fixed_on, i.field, i.done_on, i.done_by
      FROM dossier_return_item i
      JOIN dossier_return_round r ON r.tenant_id = i.tenant_id AND r.id = i.round_id
     WHERE i.tenant_id = ?1 AND r.dossier_id = ?2
     ORDER BY r.round_no, i.position, i.id)sql";

inline constexpr const char* add_item = R"sql(
    INSERT INTO dossier_return_item (tenant_id, id, round_id, position, rule, paper, text, field)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";

inline constexpr const char* fix_item = R"sql(
    UPDATE dossier_return_item SET fixed_on = ?3 WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* steps = R"sql(
    SELECT state, reached_on, by_name, note, id, for_name, undone_on, undone_by, undone_reason
      FROM dossier_step
     WHERE tenant_id = ?1 AND dossier_id = ?2
     ORDER BY id)sql";

inline constexpr const char* add_step = R"sql(
    INSERT INTO dossier_step (tenant_id, id, dossier_id, state, reached_on, by_name, note, for_name)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql";
// clang-format on

}  // namespace ketnap::dossier::queries
