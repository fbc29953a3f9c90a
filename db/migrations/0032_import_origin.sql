-- SPDX-License-Identifier: Apache-2.0
-- 0032_import_origin.sql     whoever came in by a list: the one audit row of that import, and the line of the file.
--                            The dry run leaves the people it judged, sealed like the file, for taking over to read

ALTER TABLE import_file ADD COLUMN audit_seq @big@ NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN origin_seq @big@;
ALTER TABLE person ADD COLUMN origin_line @big@;
-- asked by nobody since person_alike
DROP INDEX person_match;
CREATE TABLE import_chunk (
    tenant_id TEXT NOT NULL @bytes@, import_id TEXT NOT NULL @bytes@, last_line @big@ NOT NULL, people @blob@ NOT NULL,
    PRIMARY KEY (tenant_id, import_id, last_line),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import_file (tenant_id, id)) @strict@;
-- judged without leaving people: to be judged again
UPDATE import_file SET state = 'failed' WHERE state IN ('checked', 'applying');
