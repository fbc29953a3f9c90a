-- SPDX-License-Identifier: Apache-2.0
-- 0017_dossier_way.sql     the way through the office: register, desk, holds, rounds item by item, opinions,
--                          stand-ins, reminders (C26-C29, C40-C44, C46-C48)

-- A step that was undone stays in the trail, struck out; for_name: in whose stead it was taken.
ALTER TABLE dossier_step ADD COLUMN for_name TEXT;
ALTER TABLE dossier_step ADD COLUMN undone_on TEXT @bytes@;
ALTER TABLE dossier_step ADD COLUMN undone_by TEXT;
ALTER TABLE dossier_step ADD COLUMN undone_reason TEXT;

ALTER TABLE dossier_return_round ADD COLUMN undone_on TEXT @bytes@;

-- field: what of the paper the item is about. fixed_on is what the unit says, done_on what the appraiser found.
ALTER TABLE dossier_return_item ADD COLUMN field TEXT;
ALTER TABLE dossier_return_item ADD COLUMN done_on TEXT @bytes@;
ALTER TABLE dossier_return_item ADD COLUMN done_by TEXT;

CREATE TABLE dossier_item_answer (
    tenant_id TEXT @bytes@ NOT NULL,
    id        TEXT @bytes@ NOT NULL,
    item_id   TEXT @bytes@ NOT NULL,
    said_on   TEXT @bytes@ NOT NULL,
    by_name   TEXT NOT NULL,
    text      TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, item_id) REFERENCES dossier_return_item (tenant_id, id)) @strict@;
CREATE INDEX dossier_item_answer_item ON dossier_item_answer (tenant_id, item_id, id);

-- What lay in the dossier when it went out and when it came back: a JSON object. No remark (P3) is in it.
CREATE TABLE dossier_snapshot (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    round_no   @big@ NOT NULL,
    moment     TEXT @bytes@ NOT NULL CHECK (moment IN ('returned', 'resubmitted')),
    taken_on   TEXT @bytes@ NOT NULL,
    contents   TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, dossier_id, round_no, moment),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;

-- Register of receipt: a line struck out keeps its number. round_no 0 is the first receipt, else a resubmission.
CREATE TABLE dossier_receipt (
    tenant_id           TEXT @bytes@ NOT NULL,
    id                  TEXT @bytes@ NOT NULL,
    dossier_id          TEXT @bytes@ NOT NULL,
    year                @big@ NOT NULL,
    number              @big@ NOT NULL CHECK (number > 0),
    round_no            @big@ NOT NULL,
    received_on         TEXT @bytes@ NOT NULL,
    received_by         TEXT NOT NULL,
    from_name           TEXT NOT NULL,
    paper_count         @big@ NOT NULL,
    deadline_as_written TEXT NOT NULL,
    last_day_on         TEXT @bytes@,
    late                @big@ NOT NULL,
    struck_on           TEXT @bytes@,
    struck_reason       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, year, number),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
CREATE INDEX dossier_receipt_dossier ON dossier_receipt (tenant_id, dossier_id, id);

-- Who appraises, since when; the last row without until_on holds.
CREATE TABLE dossier_desk (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    name       TEXT NOT NULL,
    from_on    TEXT @bytes@ NOT NULL,
    until_on   TEXT @bytes@,
    by_name    TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
CREATE INDEX dossier_desk_dossier ON dossier_desk (tenant_id, dossier_id, until_on, id);
CREATE INDEX dossier_desk_account ON dossier_desk (tenant_id, account_id, until_on, dossier_id);

CREATE TABLE dossier_hold (
    tenant_id   TEXT @bytes@ NOT NULL,
    id          TEXT @bytes@ NOT NULL,
    dossier_id  TEXT @bytes@ NOT NULL,
    kind        TEXT @bytes@ NOT NULL,
    from_state  TEXT @bytes@ NOT NULL,
    held_on     TEXT @bytes@ NOT NULL,
    look_on     TEXT @bytes@,
    ended_on    TEXT @bytes@,
    reason      TEXT NOT NULL,
    stops_clock @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
CREATE INDEX dossier_hold_dossier ON dossier_hold (tenant_id, dossier_id, id);

-- Several bodies or persons asked at once for an opinion by a day. The text is P3.
CREATE TABLE dossier_opinion (
    tenant_id   TEXT @bytes@ NOT NULL,
    id          TEXT @bytes@ NOT NULL,
    dossier_id  TEXT @bytes@ NOT NULL,
    asked_on    TEXT @bytes@ NOT NULL,
    asked_by    TEXT NOT NULL,
    question    TEXT NOT NULL,
    due_on      TEXT @bytes@ NOT NULL,
    name        TEXT NOT NULL,
    org_id      TEXT @bytes@,
    account_id  TEXT @bytes@,
    answer      TEXT @bytes@ CHECK (answer IN ('agree', 'disagree', 'other')),
    answered_on TEXT @bytes@,
    answered_by TEXT NOT NULL,
    text_sealed @blob@,
    dropped_on  TEXT @bytes@,
    version     @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id)) @strict@;
CREATE INDEX dossier_opinion_dossier ON dossier_opinion (tenant_id, dossier_id, id);
CREATE INDEX dossier_opinion_open ON dossier_opinion (tenant_id, answered_on, due_on, id);

-- Who may act in whose stead, from when to when, and why (C42).
CREATE TABLE stand_in (
    tenant_id            TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id                   TEXT @bytes@ NOT NULL,
    principal_account_id TEXT @bytes@ NOT NULL,
    principal_name       TEXT NOT NULL,
    deputy_account_id    TEXT @bytes@ NOT NULL,
    deputy_name          TEXT NOT NULL,
    from_on              TEXT @bytes@ NOT NULL,
    until_on             TEXT @bytes@ NOT NULL,
    reason               TEXT NOT NULL,
    made_by              TEXT NOT NULL,
    ended_on             TEXT @bytes@,
    version              @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (until_on >= from_on)) @strict@;
CREATE INDEX stand_in_deputy ON stand_in (tenant_id, deputy_account_id, until_on, id);
CREATE INDEX stand_in_principal ON stand_in (tenant_id, principal_account_id, until_on, id);

-- Which step of the ladder was taken for what, when and how (C47).
CREATE TABLE reminder (
    tenant_id    TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id           TEXT @bytes@ NOT NULL,
    subject_kind TEXT @bytes@ NOT NULL,
    subject_id   TEXT @bytes@ NOT NULL,
    step         TEXT @bytes@ NOT NULL,
    reminded_on  TEXT @bytes@ NOT NULL,
    by_name      TEXT NOT NULL,
    note         TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id)) @strict@;
CREATE INDEX reminder_subject ON reminder (tenant_id, subject_kind, subject_id, id);
