-- SPDX-License-Identifier: Apache-2.0
-- 0012_dossier.sql     one candidate's file: papers, supports, votes, return rounds, the steps it took

CREATE TABLE dossier (
    tenant_id            TEXT @bytes@ NOT NULL,
    id                   TEXT @bytes@ NOT NULL,
    code                 TEXT @bytes@ NOT NULL,
    person_id            TEXT @bytes@ NOT NULL,
    org_id               TEXT @bytes@ NOT NULL,
    campaign_id          TEXT @bytes@,
    candidate_type       TEXT @bytes@ NOT NULL,
    section_committee    @big@ NOT NULL,
    state                TEXT @bytes@ NOT NULL,
    state_since          TEXT @bytes@ NOT NULL,
    received_on          TEXT @bytes@,
    shelf                TEXT NOT NULL,
    extension_days       @big@ NOT NULL CHECK (extension_days >= 0),
    extension_reason     TEXT NOT NULL,
    prepared_by          TEXT @bytes@,
    appraised_by         TEXT @bytes@,
    due_on               TEXT @bytes@,
    error_count          @big@ NOT NULL,
    warning_count        @big@ NOT NULL,
    decision_number      TEXT NOT NULL,
    decided_on           TEXT @bytes@,
    decision_received_on TEXT @bytes@,
    ceremony_on          TEXT @bytes@,
    open_person_id       TEXT @bytes@,
    version              @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code),
    UNIQUE (tenant_id, open_person_id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id)) @strict@;
CREATE INDEX dossier_state ON dossier (tenant_id, state, due_on, id);
CREATE INDEX dossier_campaign ON dossier (tenant_id, campaign_id, state, id);
CREATE INDEX dossier_org ON dossier (tenant_id, org_id, id);
CREATE INDEX dossier_person ON dossier (tenant_id, person_id, id);

-- dates and facts: JSON objects, as the paper writes them. The remark is P3.
CREATE TABLE dossier_paper (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    dossier_id    TEXT @bytes@ NOT NULL,
    form          TEXT @bytes@ NOT NULL,
    received      @big@ NOT NULL,
    received_on   TEXT @bytes@,
    number        TEXT NOT NULL,
    is_signed     @big@,
    is_sealed     @big@,
    dates         TEXT NOT NULL,
    facts         TEXT NOT NULL,
    remark_sealed @blob@,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, dossier_id, form),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;

-- Introducers and helpers; an assignment that ended stays.
CREATE TABLE dossier_support (
    tenant_id       TEXT @bytes@ NOT NULL,
    id              TEXT @bytes@ NOT NULL,
    dossier_id      TEXT @bytes@ NOT NULL,
    kind            TEXT @bytes@ NOT NULL CHECK (kind IN ('introducer', 'helper')),
    person_id       TEXT @bytes@,
    name            TEXT NOT NULL,
    official        @big@ NOT NULL,
    same_grassroots @big@,
    together_since  TEXT NOT NULL,
    from_on         TEXT @bytes@,
    until_on        TEXT @bytes@,
    reason          TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id)) @strict@;
CREATE INDEX dossier_support_dossier ON dossier_support (tenant_id, dossier_id, id);
CREATE INDEX dossier_support_person ON dossier_support (tenant_id, person_id, id);

-- Counts of one body on one day; never who voted how.
CREATE TABLE dossier_vote (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    body       TEXT @bytes@ NOT NULL CHECK (body IN ('cell', 'grassroots', 'deciding')),
    held_on    TEXT @bytes@ NOT NULL,
    base       @big@ NOT NULL,
    present    @big@,
    in_favour  @big@ NOT NULL,
    against    @big@ NOT NULL,
    rule       TEXT @bytes@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, dossier_id, body),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;

CREATE TABLE dossier_return_round (
    tenant_id   TEXT @bytes@ NOT NULL,
    id          TEXT @bytes@ NOT NULL,
    dossier_id  TEXT @bytes@ NOT NULL,
    round_no    @big@ NOT NULL CHECK (round_no > 0),
    returned_on TEXT @bytes@ NOT NULL,
    due_on      TEXT @bytes@ NOT NULL,
    answered_on TEXT @bytes@,
    message     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, dossier_id, round_no),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
CREATE INDEX dossier_return_round_due ON dossier_return_round (tenant_id, due_on, id);

CREATE TABLE dossier_return_item (
    tenant_id TEXT @bytes@ NOT NULL,
    id        TEXT @bytes@ NOT NULL,
    round_id  TEXT @bytes@ NOT NULL,
    position  @big@ NOT NULL,
    rule      TEXT @bytes@ NOT NULL,
    paper     TEXT @bytes@ NOT NULL,
    text      TEXT NOT NULL,
    fixed_on  TEXT @bytes@,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, round_id) REFERENCES dossier_return_round (tenant_id, id)) @strict@;
CREATE INDEX dossier_return_item_round ON dossier_return_item (tenant_id, round_id, position);

CREATE TABLE dossier_step (
    tenant_id   TEXT @bytes@ NOT NULL,
    id          TEXT @bytes@ NOT NULL,
    dossier_id  TEXT @bytes@ NOT NULL,
    state       TEXT @bytes@ NOT NULL,
    reached_on  TEXT @bytes@ NOT NULL,
    by_name     TEXT NOT NULL,
    note        TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
CREATE INDEX dossier_step_dossier ON dossier_step (tenant_id, dossier_id, id);
