-- SPDX-License-Identifier: Apache-2.0
-- Tables sent in from outside. The file lies here only until it is applied or thrown away, in pieces sealed with a key of
-- its own, because such lists hold national ids; a row of import_row is what was found in one line of it,
-- sealed by the same key.
CREATE TABLE import_file (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, name TEXT NOT NULL, format TEXT NOT NULL @bytes@,
    state TEXT NOT NULL @bytes@, owner TEXT NOT NULL @bytes@, mapping TEXT NOT NULL, reach TEXT NOT NULL,
    summary TEXT NOT NULL, dates TEXT NOT NULL, problem TEXT NOT NULL, problem_detail TEXT NOT NULL,
    sealed_key @blob@ NOT NULL, piece_count @big@ NOT NULL, next_line @big@ NOT NULL, job_id TEXT NOT NULL @bytes@,
    created_at @big@ NOT NULL, version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id)) @strict@;
CREATE INDEX import_file_owner ON import_file (tenant_id, owner, created_at, id);
CREATE TABLE import_piece (
    tenant_id TEXT NOT NULL @bytes@, import_id TEXT NOT NULL @bytes@, piece_no @big@ NOT NULL, bytes @blob@ NOT NULL,
    PRIMARY KEY (tenant_id, import_id, piece_no),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import_file (tenant_id, id)) @strict@;
CREATE TABLE import_row (
    tenant_id TEXT NOT NULL @bytes@, import_id TEXT NOT NULL @bytes@, line @big@ NOT NULL, level TEXT NOT NULL @bytes@,
    found @blob@ NOT NULL,
    PRIMARY KEY (tenant_id, import_id, line),
    FOREIGN KEY (tenant_id, import_id) REFERENCES import_file (tenant_id, id)) @strict@;
