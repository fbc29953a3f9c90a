-- SPDX-License-Identifier: Apache-2.0
-- 0024_access.sql     roles from a day to a day, lent and confirmed; relatives; dossiers opened outside the scope;
--                     introducers beside who signed

-- lent_grant_id: the role of a colleague that this one is; it holds only while that one does.
-- confirmed_by: the second administrator, without whom no decision is made by it on its first day.
ALTER TABLE role_grant ADD COLUMN from_on TEXT @bytes@;
ALTER TABLE role_grant ADD COLUMN until_on TEXT @bytes@;
ALTER TABLE role_grant ADD COLUMN reason TEXT;
ALTER TABLE role_grant ADD COLUMN lent_grant_id TEXT @bytes@;
ALTER TABLE role_grant ADD COLUMN confirmed_by TEXT @bytes@;
ALTER TABLE role_grant ADD COLUMN confirmed_at @big@;
CREATE INDEX role_grant_lent ON role_grant (tenant_id, lent_grant_id);

-- Both directions hold; one row a pair.
CREATE TABLE person_kin (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    person_id     TEXT @bytes@ NOT NULL,
    kin_person_id TEXT @bytes@ NOT NULL,
    relation      TEXT NOT NULL,
    noted_at      @big@ NOT NULL,
    noted_by      TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, person_id, kin_person_id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, kin_person_id) REFERENCES person (tenant_id, id),
    CHECK (person_id <> kin_person_id)) @strict@;
CREATE INDEX person_kin_kin ON person_kin (tenant_id, kin_person_id, id);

CREATE TABLE break_glass (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    person_id  TEXT @bytes@ NOT NULL,
    role       TEXT @bytes@ NOT NULL,
    reason     TEXT NOT NULL,
    opened_at  @big@ NOT NULL,
    until_at   @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    CHECK (until_at > opened_at)) @strict@;
CREATE INDEX break_glass_account ON break_glass (tenant_id, account_id, until_at);
CREATE INDEX break_glass_opened ON break_glass (tenant_id, opened_at, id);

-- One line for the auditor, one for the head; account_id repeats who opened, so that nobody signs their own.
CREATE TABLE break_glass_sign (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    glass_id   TEXT @bytes@ NOT NULL,
    seat       TEXT @bytes@ NOT NULL CHECK (seat IN ('auditor', 'head')),
    account_id TEXT @bytes@ NOT NULL,
    opened_by  TEXT @bytes@ NOT NULL,
    signed_at  @big@ NOT NULL,
    note       TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, glass_id, seat),
    UNIQUE (tenant_id, glass_id, account_id),
    FOREIGN KEY (tenant_id, glass_id) REFERENCES break_glass (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id),
    CHECK (account_id <> opened_by)) @strict@;

-- Who introduced the candidate and who signed: no two of them may be one.
CREATE TABLE decision_introducer (
    tenant_id   TEXT @bytes@ NOT NULL,
    id          TEXT @bytes@ NOT NULL,
    decision_id TEXT @bytes@ NOT NULL,
    person_id   TEXT @bytes@ NOT NULL,
    approver_id TEXT @bytes@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, decision_id, person_id),
    FOREIGN KEY (tenant_id, decision_id) REFERENCES decision (tenant_id, id),
    CHECK (person_id <> approver_id)) @strict@;
