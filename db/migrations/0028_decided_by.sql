-- SPDX-License-Identifier: Apache-2.0
-- 0028_decided_by.sql     the kind of body that decided: above 60 and for a readmission another one has to

ALTER TABLE dossier ADD COLUMN decided_by TEXT @bytes@
    CHECK (decided_by IN ('grassroots_committee', 'grassroots_board', 'board_above', 'central_direct'));
