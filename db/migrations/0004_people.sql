-- SPDX-License-Identifier: Apache-2.0
-- One record a person. P2 values are sealed with the person's own data key; lookup of the national id by blind index,
-- grouping of coded values by keyed code.
CREATE TABLE person (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, org_id TEXT NOT NULL @bytes@, org_path TEXT NOT NULL @bytes@,
    union_org_id TEXT @bytes@, union_org_path TEXT @bytes@,
    code TEXT @bytes@, name TEXT NOT NULL, name_fold TEXT NOT NULL @bytes@, name_sort TEXT NOT NULL @bytes@,
    name_match TEXT NOT NULL, other_name TEXT NOT NULL, sex TEXT NOT NULL @bytes@,
    born_on TEXT @bytes@, born_on_as_written TEXT, home_place TEXT NOT NULL, residence TEXT NOT NULL, phone TEXT NOT NULL,
    position TEXT NOT NULL, occupation TEXT NOT NULL, education TEXT NOT NULL, professional_level TEXT NOT NULL,
    political_theory_level TEXT NOT NULL,
    standing TEXT NOT NULL @bytes@, standing_since TEXT, union_joined_on TEXT, union_joined_on_as_written TEXT,
    joined_on TEXT, official_on TEXT,
    national_id_sealed @blob@, national_id_index @blob@, ethnicity_sealed @blob@, ethnicity_coded @blob@,
    religion_sealed @blob@, religion_coded @blob@, sealed_key @blob@ NOT NULL,
    note TEXT NOT NULL, active @big@ NOT NULL, version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, national_id_index), UNIQUE (tenant_id, code),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id),
    FOREIGN KEY (tenant_id, union_org_id) REFERENCES org (tenant_id, id)) @strict@;
CREATE INDEX person_sort ON person (tenant_id, active, name_sort, id);
CREATE INDEX person_org ON person (tenant_id, org_path, name_sort, id);
CREATE INDEX person_union ON person (tenant_id, union_org_path, name_sort, id);
CREATE INDEX person_standing ON person (tenant_id, standing, name_sort, id);
CREATE INDEX person_match ON person (tenant_id, name_fold, born_on, id);
