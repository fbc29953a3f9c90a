-- SPDX-License-Identifier: Apache-2.0
-- 0005_workflow.sql     tasks and deadlines of every stage (C44, C48, C60, C109)
CREATE TABLE task (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    subject_kind TEXT @bytes@ NOT NULL,
    subject_id TEXT @bytes@ NOT NULL,
    position @big@ NOT NULL,
    owner TEXT NOT NULL,
    owner_org_id TEXT @bytes@,
    owner_person_id TEXT @bytes@,
    owner_role TEXT @bytes@,
    text TEXT NOT NULL,
    due_on TEXT @bytes@,
    due_word TEXT @bytes@,
    due_minute @big@,
    due_as_written TEXT NOT NULL,
    last_day_on TEXT @bytes@,
    done_on TEXT @bytes@,
    done_note TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_org_id) REFERENCES org (tenant_id, id),
    FOREIGN KEY (tenant_id, owner_person_id) REFERENCES person (tenant_id, id),
    CHECK (due_word IN ('before', 'by', 'on')),
    CHECK ((due_on IS NULL) = (last_day_on IS NULL))
) @strict@;
CREATE INDEX task_by_subject ON task (tenant_id, subject_kind, subject_id, position);
CREATE INDEX task_by_last_day ON task (tenant_id, done_on, last_day_on, id);
