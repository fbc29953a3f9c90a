-- SPDX-License-Identifier: Apache-2.0
-- The tree of organisations: Party and Union bodies in one tree of paths, linked where they belong together.
CREATE TABLE org (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, parent_id TEXT @bytes@, path TEXT NOT NULL @bytes@,
    system TEXT NOT NULL @bytes@, kind TEXT NOT NULL @bytes@, code TEXT NOT NULL @bytes@, name TEXT NOT NULL,
    short_name TEXT NOT NULL, name_fold TEXT NOT NULL @bytes@, name_sort TEXT NOT NULL @bytes@,
    linked_org_id TEXT @bytes@, place TEXT NOT NULL, from_on TEXT, until_on TEXT, version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, code), UNIQUE (tenant_id, path),
    FOREIGN KEY (tenant_id) REFERENCES tenant (id),
    FOREIGN KEY (tenant_id, parent_id) REFERENCES org (tenant_id, id),
    FOREIGN KEY (tenant_id, linked_org_id) REFERENCES org (tenant_id, id)) @strict@;
CREATE INDEX org_parent ON org (tenant_id, parent_id);
CREATE INDEX org_fold ON org (tenant_id, name_fold);
