-- SPDX-License-Identifier: Apache-2.0
-- 0030_merge.sql     two records of one person made one, with all that is needed to take it back (C3)

-- Names under which a person was on record before, for the list and the search.
ALTER TABLE person ADD COLUMN merged_from TEXT NOT NULL DEFAULT '';

-- The lost record stays, inactive. before_sealed: both as they were and the kept one as it became, under the key of the
-- kept person. taken: the fields in which the lost one stood.
CREATE TABLE person_merge (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    kept_id       TEXT @bytes@ NOT NULL,
    lost_id       TEXT @bytes@ NOT NULL,
    taken         TEXT @bytes@ NOT NULL,
    reason        TEXT NOT NULL,
    merged_at     @big@ NOT NULL,
    merged_by     TEXT @bytes@ NOT NULL,
    merged_name   TEXT NOT NULL,
    before_sealed @blob@,
    undone_at     @big@,
    undone_by     TEXT @bytes@,
    undone_name   TEXT NOT NULL,
    undone_reason TEXT NOT NULL,
    version       @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, kept_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, lost_id) REFERENCES person (tenant_id, id),
    CHECK (kept_id <> lost_id)) @strict@;
CREATE UNIQUE INDEX person_merge_lost ON person_merge (tenant_id, lost_id) WHERE undone_at IS NULL;
CREATE INDEX person_merge_kept ON person_merge (tenant_id, kept_id, id);

-- Every row of another table that was moved. Of a sealed value: what lay there before and after, both sealed.
CREATE TABLE person_merge_row (
    tenant_id TEXT @bytes@ NOT NULL,
    merge_id  TEXT @bytes@ NOT NULL,
    position  @big@ NOT NULL,
    place     TEXT @bytes@ NOT NULL,
    row_id    TEXT @bytes@ NOT NULL,
    part      TEXT @bytes@ NOT NULL,
    was       @blob@,
    became    @blob@,
    PRIMARY KEY (tenant_id, merge_id, position),
    FOREIGN KEY (tenant_id, merge_id) REFERENCES person_merge (tenant_id, id)) @strict@;
