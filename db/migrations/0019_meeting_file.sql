-- SPDX-License-Identifier: Apache-2.0
-- Scans of what a body decided on paper: sealed with a key of the meeting, since they are about
-- several people (C52).
CREATE TABLE meeting_file_key (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    wrapped_key @blob@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, id) REFERENCES meeting (tenant_id, id)
) @strict@;
