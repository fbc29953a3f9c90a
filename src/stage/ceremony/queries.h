// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::ceremony::queries {

inline constexpr auto ceremony_by_id = R"sql(
    SELECT id, number, version, campaign_id, event_kind, title, host, place, starts_on,
           starts_minute, hall_name, hall_rows, hall_seats, hall_aisles, hall_blocked, note
      FROM ceremony
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr auto ceremonies = R"sql(
    SELECT id, number, version, campaign_id, event_kind, title, host, place, starts_on,
           starts_minute, hall_name, hall_rows, hall_seats, hall_aisles, hall_blocked, note
      FROM ceremony
     WHERE tenant_id = ?1 AND (?2 = '' OR campaign_id = ?2)
     ORDER BY starts_on DESC, number DESC, id)sql";

inline constexpr auto insert_ceremony = R"sql(
    INSERT INTO ceremony (tenant_id, id, number, version, campaign_id, event_kind, title, host,
           place, starts_on, starts_minute, hall_name, hall_rows, hall_seats, hall_aisles,
           hall_blocked, note)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17))sql";

inline constexpr auto update_ceremony = R"sql(
    UPDATE ceremony SET version = version + 1, event_kind = ?4, title = ?5, host = ?6, place = ?7,
           starts_on = ?8, starts_minute = ?9, hall_name = ?10, hall_rows = ?11, hall_seats = ?12,
           hall_aisles = ?13, hall_blocked = ?14, note = ?15
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3)sql";

inline constexpr auto delegates = R"sql(
    SELECT id, ceremony_id, group_kind, state, person_id, helper_id, name, position, unit, rank,
           decision_number, note, ticket, seat_row, seat_number, version
      FROM delegate
     WHERE tenant_id = ?1 AND ceremony_id = ?2
     ORDER BY group_kind, rank, name_sort, id)sql";

inline constexpr auto delegate_by_id = R"sql(
    SELECT id, ceremony_id, group_kind, state, person_id, helper_id, name, position, unit, rank,
           decision_number, note, ticket, seat_row, seat_number, version
      FROM delegate
     WHERE tenant_id = ?1 AND ceremony_id = ?2 AND id = ?3)sql";

inline constexpr auto delegate_by_ticket = R"sql(
    SELECT id, ceremony_id, group_kind, state, person_id, helper_id, name, position, unit, rank,
           decision_number, note, ticket, seat_row, seat_number, version
      FROM delegate
     WHERE tenant_id = ?1 AND ceremony_id = ?2 AND ticket = ?3)sql";

inline constexpr auto helped_by = R"sql(
    SELECT id, ceremony_id, group_kind, state, person_id, helper_id, name, position, unit, rank,
           decision_number, note, ticket, seat_row, seat_number, version
      FROM delegate
     WHERE tenant_id = ?1 AND ceremony_id = ?2 AND helper_id = ?3 AND state = 'expected'
     ORDER BY rank, id
     LIMIT 1)sql";

/// Completed with the words, then found_order.
inline constexpr auto found = R"sql(
    SELECT id, ceremony_id, group_kind, state, person_id, helper_id, name, position, unit, rank,
           decision_number, note, ticket, seat_row, seat_number, version
      FROM delegate
     WHERE tenant_id = ?1 AND state = 'expected')sql";
inline constexpr auto found_order = " ORDER BY name_sort, id LIMIT 20";

inline constexpr auto insert_delegate = R"sql(
    INSERT INTO delegate (tenant_id, id, ceremony_id, group_kind, state, person_id, helper_id,
           name, position, unit, rank, decision_number, note, ticket, version, name_fold,
           name_sort)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 1, ?15, ?16))sql";

inline constexpr auto update_delegate = R"sql(
    UPDATE delegate SET version = version + 1, group_kind = ?4, state = ?5, person_id = ?6,
           helper_id = ?7, name = ?8, position = ?9, unit = ?10, rank = ?11, decision_number = ?12,
           note = ?13, name_fold = ?14, name_sort = ?15
     WHERE tenant_id = ?1 AND id = ?2 AND version = ?3)sql";

inline constexpr auto last_rank = R"sql(
    SELECT COALESCE(MAX(rank), 0)
      FROM delegate
     WHERE tenant_id = ?1 AND ceremony_id = ?2 AND group_kind = ?3)sql";

inline constexpr auto clear_seats = R"sql(
    UPDATE delegate SET seat_row = NULL, seat_number = NULL
     WHERE tenant_id = ?1 AND ceremony_id = ?2)sql";

inline constexpr auto clear_seat = R"sql(
    UPDATE delegate SET seat_row = NULL, seat_number = NULL
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr auto set_seat = R"sql(
    UPDATE delegate SET seat_row = ?3, seat_number = ?4
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr auto insert_scan = R"sql(
    INSERT INTO scan (tenant_id, id, ceremony_id, delegate_id, kind, undoes, way, fault, device,
           device_seq, device_at, at, received_at, account_id)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
    ON CONFLICT (tenant_id, id) DO NOTHING)sql";

inline constexpr auto scan_by_id = R"sql(
    SELECT id, delegate_id, kind, undoes, fault, device, device_seq, at
      FROM scan
     WHERE tenant_id = ?1 AND ceremony_id = ?2 AND id = ?3)sql";

inline constexpr auto scans = R"sql(
    SELECT id, delegate_id, kind, undoes, fault, device, device_seq, at
      FROM scan
     WHERE tenant_id = ?1 AND ceremony_id = ?2
     ORDER BY received_at, id)sql";

inline constexpr auto scans_of_delegate = R"sql(
    SELECT id, delegate_id, kind, undoes, fault, device, device_seq, at
      FROM scan
     WHERE tenant_id = ?1 AND delegate_id = ?2
     UNION
    SELECT u.id, u.delegate_id, u.kind, u.undoes, u.fault, u.device, u.device_seq, u.at
      FROM scan u
      JOIN scan s ON s.tenant_id = u.tenant_id AND s.id = u.undoes
     WHERE u.tenant_id = ?1 AND s.delegate_id = ?2
     ORDER BY 1)sql";

}  // namespace ketnap::ceremony::queries
