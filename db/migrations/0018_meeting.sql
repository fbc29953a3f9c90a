-- SPDX-License-Identifier: Apache-2.0
-- Votes recorded from paper and votes by circulated ballot, results told to the cells, failed
-- votes of a person, numbers that the paper register left out (C49-C52).
ALTER TABLE meeting ADD COLUMN kind TEXT @bytes@ NOT NULL DEFAULT 'held'
    CHECK (kind IN ('held', 'recorded', 'circulated'));
ALTER TABLE meeting ADD COLUMN starts_at TEXT @bytes@ NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN venue TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN paper TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN recorded_by TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN sent_on TEXT @bytes@;
ALTER TABLE meeting ADD COLUMN closes_on TEXT @bytes@;

-- One sheet a member: gone out, back or not. What stands on it is never kept by name.
CREATE TABLE ballot_sheet (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    meeting_id TEXT @bytes@ NOT NULL,
    position @big@ NOT NULL CHECK (position > 0),
    member_name TEXT NOT NULL,
    sent_on TEXT @bytes@ NOT NULL,
    returned_on TEXT @bytes@,
    reminded_on TEXT @bytes@,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, meeting_id, position),
    FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting (tenant_id, id)
) @strict@;

-- The cell was told yes or no on a day. A result counted anew must be told anew.
CREATE TABLE result_notice (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    item_id TEXT @bytes@ NOT NULL,
    outcome TEXT @bytes@ NOT NULL CHECK (outcome IN ('passed', 'failed')),
    told_on TEXT @bytes@ NOT NULL,
    told_by TEXT NOT NULL,
    paper TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, item_id),
    FOREIGN KEY (tenant_id, item_id) REFERENCES agenda_item (tenant_id, id)
) @strict@;

-- Votes of deciding bodies that missed their share; id is the agenda item that tells it.
CREATE TABLE dossier_failed_vote (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    body TEXT @bytes@ NOT NULL,
    held_on TEXT @bytes@ NOT NULL,
    base @big@ NOT NULL CHECK (base > 0),
    present @big@,
    in_favour @big@ NOT NULL CHECK (in_favour >= 0),
    against @big@ NOT NULL CHECK (against >= 0),
    rule TEXT @bytes@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)
) @strict@;
CREATE INDEX dossier_failed_vote_dossier ON dossier_failed_vote (tenant_id, dossier_id, held_on);

-- A number below the last one that no paper of the program bears, and why.
CREATE TABLE number_gap (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    type TEXT @bytes@ NOT NULL,
    term TEXT @bytes@ NOT NULL,
    number @big@ NOT NULL CHECK (number > 0),
    reason TEXT NOT NULL,
    noted_at @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, type, term, number)
) @strict@;
