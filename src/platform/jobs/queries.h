// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace ketnap::jobs::sql {

inline constexpr const char* enqueue = R"sql(
    INSERT INTO job (tenant_id, id, kind, payload, state, due_at, created_at)
    VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?6))sql";

// A running job whose lease is over belongs to a process that died.
inline constexpr const char* due = R"sql(
    SELECT id, kind
      FROM job
     WHERE tenant_id = ?1 AND state IN ('waiting', 'running') AND due_at <= ?2
     ORDER BY due_at, id
     LIMIT 100)sql";

inline constexpr const char* claim = R"sql(
    UPDATE job
       SET state = 'running', runner = ?3, due_at = ?4, attempts = attempts + 1
     WHERE tenant_id = ?1 AND id = ?2 AND state IN ('waiting', 'running') AND due_at <= ?5
    RETURNING payload, attempts)sql";

inline constexpr const char* take_back = R"sql(
    UPDATE job SET state = 'waiting', runner = NULL, due_at = ?2
     WHERE tenant_id = ?1 AND state = 'running')sql";

inline constexpr const char* progress = R"sql(
    UPDATE job SET done_count = ?4, total_count = ?5, what = ?6, due_at = ?7
     WHERE tenant_id = ?1 AND id = ?2 AND runner = ?3 AND state = 'running')sql";

inline constexpr const char* finish = R"sql(
    UPDATE job
       SET state = ?4, result = ?5, error = ?6, finished_at = ?7, due_at = ?8, runner = NULL,
           attempts = attempts - ?9
     WHERE tenant_id = ?1 AND id = ?2 AND runner = ?3 AND state = 'running')sql";

inline constexpr const char* ask_to_stop = R"sql(
    UPDATE job SET cancel_requested = 1
     WHERE tenant_id = ?1 AND id = ?2 AND state = 'running')sql";

inline constexpr const char* cancel_waiting = R"sql(
    UPDATE job SET state = 'cancelled', cancel_requested = 1, finished_at = ?3
     WHERE tenant_id = ?1 AND id = ?2 AND state = 'waiting')sql";

inline constexpr const char* is_cancelled = R"sql(
    SELECT cancel_requested FROM job WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* status = R"sql(
    SELECT id, kind, state, done_count, total_count, what, result, error, attempts, created_at,
           finished_at
      FROM job
     WHERE tenant_id = ?1 AND id = ?2)sql";

inline constexpr const char* recent = R"sql(
    SELECT id, kind, state, done_count, total_count, what, result, error, attempts, created_at,
           finished_at
      FROM job
     WHERE tenant_id = ?1
     ORDER BY created_at DESC, id DESC
     LIMIT ?2)sql";

// raw: the runner serves every tenant
inline constexpr const char* tenants = "SELECT id FROM tenant ORDER BY id";

}  // namespace ketnap::jobs::sql
