-- SPDX-License-Identifier: Apache-2.0
-- 0015_dossier_facts.sql     what is entered of a candidate beside the papers, sealed with the person's key (P2, P3):
-- conditions, verification of relatives, written consents, what each paper says of each fact.

CREATE TABLE dossier_facts (
    tenant_id  TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    kind       TEXT @bytes@ NOT NULL CHECK (kind IN ('conditions', 'relatives', 'consents', 'sightings')),
    content_sealed @blob@ NOT NULL,
    PRIMARY KEY (tenant_id, dossier_id, kind),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
