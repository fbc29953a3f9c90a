-- SPDX-License-Identifier: Apache-2.0
-- 0025_privacy.sql     registers of personal data: processing, consents, requests, erasures, incidents;
--                      papers that stay outside the program because they are secret (C11)

-- The office's own words for an entry of the shipped processing register (a JSON object), or an entry of its own.
CREATE TABLE processing_entry (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id        TEXT @bytes@ NOT NULL,
    body      TEXT NOT NULL,
    version   @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id)) @strict@;

-- On what ground one purpose uses the data of one person: a consent, or a named rule.
CREATE TABLE consent (
    tenant_id    TEXT @bytes@ NOT NULL,
    id           TEXT @bytes@ NOT NULL,
    person_id    TEXT @bytes@ NOT NULL,
    purpose      TEXT @bytes@ NOT NULL,
    basis        TEXT @bytes@ NOT NULL CHECK (basis IN ('consent', 'rule')),
    rule         TEXT NOT NULL,
    text_version TEXT NOT NULL,
    given_on     TEXT @bytes@ NOT NULL,
    recorded_at  @big@ NOT NULL,
    recorded_by  TEXT NOT NULL,
    withdrawn_on TEXT @bytes@,
    version      @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    CHECK (basis = 'consent' OR rule <> '')) @strict@;
CREATE INDEX consent_person ON consent (tenant_id, person_id, purpose, id);
CREATE UNIQUE INDEX consent_in_force ON consent (tenant_id, person_id, purpose) WHERE withdrawn_on IS NULL;

-- What a data subject asks; words that were said are sealed with the person's key.
CREATE TABLE data_request (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    number        @big@ NOT NULL CHECK (number > 0),
    person_id     TEXT @bytes@ NOT NULL,
    kind          TEXT @bytes@ NOT NULL
        CHECK (kind IN ('access', 'correct', 'erase', 'restrict', 'object', 'withdraw')),
    consent_id    TEXT @bytes@,
    received_on   TEXT @bytes@ NOT NULL,
    asked_sealed  @blob@,
    answer_by     TEXT @bytes@ NOT NULL,
    act_by        TEXT @bytes@ NOT NULL,
    extended      @big@ NOT NULL,
    periods       TEXT @bytes@ NOT NULL,
    answered_on   TEXT @bytes@,
    outcome       TEXT @bytes@ CHECK (outcome IN ('done', 'refused')),
    answer_sealed @blob@,
    closed_on     TEXT @bytes@,
    recorded_by   TEXT NOT NULL,
    version       @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, consent_id) REFERENCES consent (tenant_id, id),
    CHECK ((outcome IS NULL) = (closed_on IS NULL))) @strict@;
CREATE INDEX data_request_open ON data_request (tenant_id, closed_on, act_by, id);
CREATE INDEX data_request_person ON data_request (tenant_id, person_id, id);

-- Erasing a person is asked by one and done by another; the row outlives the data and holds none of it.
CREATE TABLE erasure (
    tenant_id    TEXT @bytes@ NOT NULL,
    id           TEXT @bytes@ NOT NULL,
    person_id    TEXT @bytes@ NOT NULL,
    request_id   TEXT @bytes@,
    state        TEXT @bytes@ NOT NULL CHECK (state IN ('asked', 'done', 'dropped')),
    reason       TEXT NOT NULL,
    asked_at     @big@ NOT NULL,
    asked_by     TEXT @bytes@ NOT NULL,
    asked_name   TEXT NOT NULL,
    done_at      @big@,
    done_by      TEXT @bytes@,
    done_name    TEXT NOT NULL,
    number       @big@,
    key_hash     TEXT @bytes@ NOT NULL,
    row_count    @big@ NOT NULL,
    version      @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, request_id) REFERENCES data_request (tenant_id, id),
    CHECK (done_by IS NULL OR done_by <> asked_by)) @strict@;
CREATE UNIQUE INDEX erasure_asked ON erasure (tenant_id, person_id) WHERE state = 'asked';
CREATE INDEX erasure_state ON erasure (tenant_id, state, asked_at, id);

-- A leak or loss: which stretch of the audit it spans, and what was done. Whom it touched is read from the audit.
CREATE TABLE data_incident (
    tenant_id     TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id            TEXT @bytes@ NOT NULL,
    number        @big@ NOT NULL CHECK (number > 0),
    title         TEXT NOT NULL,
    discovered_at @big@ NOT NULL,
    from_at       @big@ NOT NULL,
    until_at      @big@ NOT NULL,
    actor         TEXT @bytes@ NOT NULL,
    grave         @big@ NOT NULL,
    what          TEXT NOT NULL,
    harm          TEXT NOT NULL,
    measures      TEXT NOT NULL,
    notified_at   @big@,
    closed_at     @big@,
    recorded_by   TEXT NOT NULL,
    version       @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    CHECK (until_at >= from_at)) @strict@;
CREATE INDEX data_incident_found ON data_incident (tenant_id, discovered_at, id);

-- A paper that is secret lies on paper only: where it is and who keeps it, nothing of what it says.
CREATE TABLE paper_stub (
    tenant_id   TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id          TEXT @bytes@ NOT NULL,
    number      TEXT NOT NULL,
    dated       TEXT @bytes@ NOT NULL,
    holder      TEXT NOT NULL,
    place       TEXT NOT NULL,
    person_id   TEXT @bytes@,
    recorded_at @big@ NOT NULL,
    recorded_by TEXT NOT NULL,
    ended_on    TEXT @bytes@,
    version     @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)) @strict@;
CREATE INDEX paper_stub_dated ON paper_stub (tenant_id, dated, id);

-- A secret file that got in all the same: found by one, destroyed by another.
CREATE TABLE secret_purge (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    attachment_id TEXT @bytes@ NOT NULL,
    state         TEXT @bytes@ NOT NULL CHECK (state IN ('held', 'done', 'dropped')),
    reason        TEXT NOT NULL,
    asked_at      @big@ NOT NULL,
    asked_by      TEXT @bytes@ NOT NULL,
    asked_name    TEXT NOT NULL,
    done_at       @big@,
    done_by       TEXT @bytes@,
    done_name     TEXT NOT NULL,
    version       @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, attachment_id) REFERENCES attachment (tenant_id, id),
    CHECK (done_by IS NULL OR done_by <> asked_by)) @strict@;
CREATE UNIQUE INDEX secret_purge_held ON secret_purge (tenant_id, attachment_id) WHERE state = 'held';

-- Nobody opens a file that is held.
ALTER TABLE attachment ADD COLUMN held @big@ NOT NULL DEFAULT 0;

-- Said by name: an opinion, the outcome of a verification (P3).
-- What lay in the plain columns beside them is moved here when the program starts.
ALTER TABLE dossier_opinion ADD COLUMN answer_sealed @blob@;
ALTER TABLE verification_letter ADD COLUMN outcome_sealed @blob@;
