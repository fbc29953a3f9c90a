-- SPDX-License-Identifier: Apache-2.0
-- Papers the office makes: a draft may change, an issued one keeps its number for ever (C53).
CREATE TABLE document (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    template_id TEXT @bytes@ NOT NULL,
    object_kind TEXT @bytes@ NOT NULL,
    object_id TEXT @bytes@ NOT NULL,
    type TEXT @bytes@ NOT NULL,
    term TEXT @bytes@ NOT NULL,
    number @big@ CHECK (number > 0),
    number_text TEXT,
    dated TEXT @bytes@,
    state TEXT @bytes@ NOT NULL CHECK (state IN ('draft', 'issued', 'superseded')),
    supersedes_id TEXT @bytes@,
    made_at @big@ NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, supersedes_id) REFERENCES document (tenant_id, id),
    CHECK ((state = 'draft') = (number IS NULL))
) @strict@;

CREATE UNIQUE INDEX document_number ON document (tenant_id, type, term, number);
CREATE INDEX document_object ON document (tenant_id, object_kind, object_id);

-- How a body writes itself at the head of its papers, and who signs them.
CREATE TABLE letterhead (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    superior TEXT NOT NULL,
    issuer TEXT NOT NULL,
    agency TEXT NOT NULL,
    place TEXT NOT NULL,
    term TEXT @bytes@ NOT NULL,
    layout TEXT @bytes@ NOT NULL,
    body TEXT NOT NULL,
    signer_post TEXT NOT NULL,
    signer_name TEXT NOT NULL,
    signer_person_id TEXT @bytes@,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, id) REFERENCES org (tenant_id, id),
    FOREIGN KEY (tenant_id, signer_person_id) REFERENCES person (tenant_id, id)
) @strict@;
