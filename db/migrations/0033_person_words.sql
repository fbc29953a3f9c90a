-- SPDX-License-Identifier: Apache-2.0
-- 0033_person_words.sql     the words a person is found by, on the row and in the index of the order: whoever walks the
--                           list asks the index alone (SQLite; PostgreSQL keeps lexemes and never asks this column)

ALTER TABLE person ADD COLUMN words TEXT @bytes@ NOT NULL DEFAULT '';
UPDATE person SET words = coalesce((SELECT ' ' || CAST(d.words AS TEXT)
                                      FROM search_doc d
                                     WHERE d.tenant_id = person.tenant_id AND d.kind = 'person' AND d.id = person.id), '');
DROP INDEX person_sort;
CREATE INDEX person_sort ON person (tenant_id, active, name_sort, id, org_path, union_org_path, sex, standing, words);
