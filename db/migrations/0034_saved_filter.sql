-- SPDX-License-Identifier: Apache-2.0
-- 0034_saved_filter.sql   conditions of a list kept under a name, by whom, for whom

-- `conditions` is a JSON object of lists of codes; never free text, which may be a person's name.
CREATE TABLE saved_filter (
    tenant_id  TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id         TEXT @bytes@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    owner_name TEXT NOT NULL,
    list       TEXT @bytes@ NOT NULL,
    name       TEXT NOT NULL,
    name_key   TEXT @bytes@ NOT NULL,
    conditions TEXT @bytes@ NOT NULL,
    shared     @big@ NOT NULL CHECK (shared IN (0, 1)),
    version    @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id)) @strict@;
CREATE UNIQUE INDEX saved_filter_name ON saved_filter (tenant_id, list, account_id, name_key);
CREATE INDEX saved_filter_shared ON saved_filter (tenant_id, list, shared, name_key, id);
