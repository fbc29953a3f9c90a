-- SPDX-License-Identifier: Apache-2.0
-- 0026_duplicates.sql     two records that may be one person (C3): keys they are found by, and what was said of each pair

CREATE INDEX person_alike ON person (tenant_id, replace(name_fold, 'y', 'i'), id);
CREATE INDEX person_born ON person (tenant_id, born_on, id);
CREATE INDEX person_phone ON person (tenant_id, replace(replace(replace(phone, ' ', ''), '.', ''), '-', ''), id)
    WHERE phone <> '';

-- first_id < second_id; `different` is remembered, `open` is found anew by every search.
CREATE TABLE person_pair (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    first_id TEXT @bytes@ NOT NULL,
    second_id TEXT @bytes@ NOT NULL,
    score @big@ NOT NULL CHECK (score BETWEEN 0 AND 100),
    reasons TEXT @bytes@ NOT NULL,
    state TEXT @bytes@ NOT NULL CHECK (state IN ('open', 'different')),
    found_at @big@ NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, first_id, second_id),
    FOREIGN KEY (tenant_id, first_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, second_id) REFERENCES person (tenant_id, id),
    CHECK (first_id < second_id)
) @strict@;
CREATE INDEX person_pair_open ON person_pair (tenant_id, state, score, first_id, second_id);
CREATE INDEX person_pair_second ON person_pair (tenant_id, second_id);
