-- SPDX-License-Identifier: Apache-2.0
-- The office's own days off and working days; they win over the calendar files.
CREATE TABLE office_day (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, working @big@ NOT NULL, name TEXT NOT NULL,
    basis TEXT NOT NULL, version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id) REFERENCES tenant (id)) @strict@;
