-- SPDX-License-Identifier: Apache-2.0
-- 0027_plain_leftovers.sql     opinions and outcomes written before they were sealed: none as a rule, and every start asks

CREATE INDEX dossier_opinion_plain ON dossier_opinion (tenant_id, id) WHERE answer IS NOT NULL;
CREATE INDEX verification_letter_plain ON verification_letter (tenant_id, id) WHERE outcome <> '';
