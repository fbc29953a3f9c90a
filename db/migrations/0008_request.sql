-- SPDX-License-Identifier: Apache-2.0
-- 0008_request.sql     one request to many units, what each answered, and who was reminded (C103, C104)
CREATE TABLE request (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    kind TEXT @bytes@ NOT NULL CHECK (kind IN ('nominate', 'other')),
    subject_kind TEXT @bytes@ NOT NULL,
    subject_id TEXT @bytes@ NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    due_on TEXT @bytes@ NOT NULL,
    due_word TEXT @bytes@ NOT NULL CHECK (due_word IN ('before', 'by', 'on')),
    due_as_written TEXT NOT NULL,
    last_day_on TEXT @bytes@ NOT NULL,
    sent_on TEXT @bytes@ NOT NULL,
    closed_on TEXT @bytes@,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id)
) @strict@;
CREATE INDEX request_by_subject ON request (tenant_id, subject_kind, subject_id, id);

-- what is asked of one unit; answered_on without a count of what was asked is a short answer
CREATE TABLE request_share (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    request_id TEXT @bytes@ NOT NULL,
    org_id TEXT @bytes@ NOT NULL,
    asked_count @big@ NOT NULL CHECK (asked_count >= 0),
    answer TEXT @bytes@ CHECK (answer IN ('given', 'nil')),
    answered_count @big@ NOT NULL CHECK (answered_count >= 0),
    answered_on TEXT @bytes@,
    extended_to TEXT @bytes@,
    note TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, request_id, org_id),
    FOREIGN KEY (tenant_id, request_id) REFERENCES request (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id),
    CHECK ((answer IS NULL) = (answered_on IS NULL))
) @strict@;
CREATE INDEX request_share_by_org ON request_share (tenant_id, org_id, request_id);

CREATE TABLE request_reminder (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    share_id TEXT @bytes@ NOT NULL,
    reminded_on TEXT @bytes@ NOT NULL,
    channel TEXT @bytes@ NOT NULL CHECK (channel IN ('letter', 'mail', 'message', 'call')),
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, share_id) REFERENCES request_share (tenant_id, id)
) @strict@;
CREATE INDEX request_reminder_by_share ON request_reminder (tenant_id, share_id, reminded_on);
