-- SPDX-License-Identifier: Apache-2.0
-- 0001_base.sql     what every slice stands on: tenant, numbers, audit, events, commands, jobs, settings

-- The installation's Party committee. The only table without tenant_id, and the one that others refer to.
CREATE TABLE tenant (
    id         TEXT @bytes@ NOT NULL PRIMARY KEY,
    code       TEXT @bytes@ NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    created_at @big@ NOT NULL,
    version    @big@ NOT NULL DEFAULT 1) @strict@;

-- Numbers without gaps or repeats: audit sequence, decision numbers, seats of a register.
CREATE TABLE counter (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    name      TEXT @bytes@ NOT NULL,
    value     @big@ NOT NULL,
    PRIMARY KEY (tenant_id, name)) @strict@;

-- hash = SHA-256(prev_hash, canonical JSON of the row); detail never holds a P2 or P3 value.
CREATE TABLE audit (
    tenant_id   TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    seq         @big@ NOT NULL CHECK (seq > 0),
    at          @big@ NOT NULL,
    actor       TEXT @bytes@ NOT NULL,
    session     TEXT @bytes@ NOT NULL,
    ip          TEXT @bytes@ NOT NULL,
    action      TEXT @bytes@ NOT NULL,
    object_kind TEXT @bytes@ NOT NULL,
    object_id   TEXT @bytes@ NOT NULL,
    detail      TEXT NOT NULL,
    prev_hash   @blob@ NOT NULL,
    hash        @blob@ NOT NULL,
    PRIMARY KEY (tenant_id, seq)) @strict@;
CREATE INDEX audit_object ON audit (tenant_id, object_kind, object_id, seq);
CREATE INDEX audit_actor ON audit (tenant_id, actor, seq);
CREATE INDEX audit_action ON audit (tenant_id, action, seq);
CREATE INDEX audit_at ON audit (tenant_id, at, seq);

-- What live screens follow. seq is the audit row of the same change: no gaps, in commit order.
CREATE TABLE event (
    tenant_id   TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id          TEXT @bytes@ NOT NULL,
    seq         @big@ NOT NULL,
    topic       TEXT @bytes@ NOT NULL,
    object_kind TEXT @bytes@ NOT NULL,
    object_id   TEXT @bytes@ NOT NULL,
    body        TEXT NOT NULL,
    at          @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id)) @strict@;
CREATE INDEX event_seq ON event (tenant_id, seq, id);
CREATE INDEX event_object ON event (tenant_id, object_kind, object_id, seq);

-- A command that was done, under the key its sender gave it: it never runs twice.
CREATE TABLE idempotency (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    key       TEXT @bytes@ NOT NULL,
    result    TEXT NOT NULL,
    at        @big@ NOT NULL,
    PRIMARY KEY (tenant_id, key)) @strict@;
CREATE INDEX idempotency_at ON idempotency (tenant_id, at);

-- Work that waits for a commit. due_at: not before; for a running job the end of its lease.
CREATE TABLE job (
    tenant_id        TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id               TEXT @bytes@ NOT NULL,
    kind             TEXT @bytes@ NOT NULL,
    payload          TEXT NOT NULL,
    state            TEXT @bytes@ NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    due_at           @big@ NOT NULL,
    attempts         @big@ NOT NULL DEFAULT 0,
    runner           TEXT @bytes@,
    cancel_requested @big@ NOT NULL DEFAULT 0,
    done_count       @big@ NOT NULL DEFAULT 0,
    total_count      @big@ NOT NULL DEFAULT 0,
    what             TEXT NOT NULL DEFAULT '',
    result           TEXT NOT NULL DEFAULT '',
    error            TEXT NOT NULL DEFAULT '',
    created_at       @big@ NOT NULL,
    finished_at      @big@,
    PRIMARY KEY (tenant_id, id)) @strict@;
CREATE INDEX job_due ON job (tenant_id, due_at, id) WHERE state IN ('waiting', 'running');

-- What an office sets for itself: days off, local rules, names on papers. id is the setting's name.
CREATE TABLE setting (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id        TEXT @bytes@ NOT NULL,
    value     TEXT NOT NULL,
    version   @big@ NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant_id, id)) @strict@;
