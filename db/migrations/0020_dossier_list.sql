-- SPDX-License-Identifier: Apache-2.0
-- 0020_dossier_list.sql     the list of dossiers in its three orders without a look at other tables: the order of the
--                           person's name and the path of the cell stand on the dossier's own row

ALTER TABLE dossier ADD COLUMN name_sort TEXT @bytes@ NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN org_path TEXT @bytes@ NOT NULL DEFAULT '';
UPDATE dossier
   SET name_sort = (SELECT p.name_sort FROM person p WHERE p.tenant_id = dossier.tenant_id AND p.id = dossier.person_id),
       org_path = (SELECT o.path FROM org o WHERE o.tenant_id = dossier.tenant_id AND o.id = dossier.org_id);

-- What stands behind the id is asked of the index, so that only the rows of the page are gone to.
CREATE INDEX dossier_name ON dossier (tenant_id, name_sort, id, state, due_on, org_path, error_count, person_id);
CREATE INDEX dossier_due ON dossier (tenant_id, coalesce(due_on, '9999'), id, state, due_on, org_path, error_count, person_id);
CREATE INDEX dossier_state_name ON dossier (tenant_id, state, name_sort, id, org_path, error_count);
CREATE INDEX dossier_state_due ON dossier (tenant_id, state, coalesce(due_on, '9999'), id, due_on, org_path, error_count);
CREATE INDEX dossier_campaign_name ON dossier (tenant_id, campaign_id, name_sort, id, state, org_path);
CREATE INDEX dossier_org_state ON dossier (tenant_id, org_id, state, name_sort, id, due_on, error_count);
CREATE INDEX dossier_wrong ON dossier (tenant_id, name_sort, id, state, org_path, error_count) WHERE error_count > 0;
DROP INDEX dossier_state;
DROP INDEX dossier_campaign;
DROP INDEX dossier_org;

-- The register by number without its year, by day, and the late ones; letters in their two orders and by number.
CREATE INDEX dossier_receipt_number ON dossier_receipt (tenant_id, number, year);
CREATE INDEX dossier_receipt_day ON dossier_receipt (tenant_id, received_on, id);
CREATE INDEX dossier_receipt_late ON dossier_receipt (tenant_id, late, year, number, struck_on);
CREATE INDEX verification_letter_waiting ON verification_letter (tenant_id, coalesce(sent_on, '9999'), id, state);
CREATE INDEX verification_letter_place ON verification_letter (tenant_id, to_fold, id, state);
CREATE INDEX verification_letter_number ON verification_letter (tenant_id, number, id);
