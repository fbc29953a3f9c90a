-- SPDX-License-Identifier: Apache-2.0
-- Meetings that decide on admission person by person, and the decisions they make (C49, C50, C53).
CREATE TABLE meeting (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    org_id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@,
    body_kind TEXT @bytes@ NOT NULL CHECK (body_kind IN ('standing_board', 'committee')),
    body_name TEXT NOT NULL,
    held_on TEXT @bytes@ NOT NULL,
    member_count @big@ NOT NULL CHECK (member_count > 0),
    present_count @big@ NOT NULL CHECK (present_count BETWEEN 0 AND member_count),
    absent_note TEXT NOT NULL,
    chair_name TEXT NOT NULL,
    secretary_name TEXT NOT NULL,
    tellers TEXT NOT NULL,
    decided_on TEXT @bytes@ NOT NULL,
    signer_post TEXT NOT NULL,
    signer_name TEXT NOT NULL,
    signer_person_id TEXT @bytes@,
    state TEXT @bytes@ NOT NULL CHECK (state IN ('open', 'closed')),
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id),
    FOREIGN KEY (tenant_id, signer_person_id) REFERENCES person (tenant_id, id)
) @strict@;
CREATE INDEX meeting_held ON meeting (tenant_id, held_on, id);

CREATE TABLE agenda_item (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    meeting_id TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    position @big@ NOT NULL,
    state TEXT @bytes@ NOT NULL
        CHECK (state IN ('waiting', 'passed', 'failed', 'withdrawn', 'postponed')),
    in_favour @big@ NOT NULL CHECK (in_favour >= 0),
    against @big@ NOT NULL CHECK (against >= 0),
    invalid @big@ NOT NULL CHECK (invalid >= 0),
    base @big@ NOT NULL,
    rule TEXT @bytes@ NOT NULL,
    rule_set TEXT @bytes@ NOT NULL,
    reason TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, meeting_id, dossier_id),
    UNIQUE (tenant_id, meeting_id, position),
    FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)
) @strict@;
-- Nobody waits on two agendas.
CREATE UNIQUE INDEX agenda_item_waiting ON agenda_item (tenant_id, dossier_id)
    WHERE state = 'waiting';
CREATE INDEX agenda_item_dossier ON agenda_item (tenant_id, dossier_id);

-- Who prepared, verified and signed stand here as persons: no two of them may be one (data §4).
CREATE TABLE decision (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    person_id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@,
    meeting_id TEXT @bytes@ NOT NULL,
    item_id TEXT @bytes@ NOT NULL,
    document_id TEXT @bytes@ NOT NULL,
    number @big@ NOT NULL CHECK (number > 0),
    number_text TEXT NOT NULL,
    decided_on TEXT @bytes@ NOT NULL,
    received_on TEXT @bytes@,
    preparer_id TEXT @bytes@,
    verifier_id TEXT @bytes@,
    approver_id TEXT @bytes@,
    signer_post TEXT NOT NULL,
    signer_name TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, item_id),
    UNIQUE (tenant_id, dossier_id),
    UNIQUE (tenant_id, document_id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id),
    FOREIGN KEY (tenant_id, meeting_id) REFERENCES meeting (tenant_id, id),
    FOREIGN KEY (tenant_id, item_id) REFERENCES agenda_item (tenant_id, id),
    FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, id),
    CHECK (approver_id IS NULL OR preparer_id IS NULL OR approver_id <> preparer_id),
    CHECK (approver_id IS NULL OR verifier_id IS NULL OR approver_id <> verifier_id),
    CHECK (approver_id IS NULL OR approver_id <> person_id)
) @strict@;
CREATE INDEX decision_campaign ON decision (tenant_id, campaign_id, number);
