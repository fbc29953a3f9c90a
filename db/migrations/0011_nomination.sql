-- SPDX-License-Identifier: Apache-2.0
-- 0011_nomination.sql     union votes, the list that is handed over, and who was proposed (C14, C19, C103)

-- one line a person, year and level: the branch votes, the grassroots committee recognises
CREATE TABLE union_vote (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    person_id TEXT @bytes@ NOT NULL,
    org_id TEXT @bytes@ NOT NULL,
    level TEXT @bytes@ NOT NULL CHECK (level IN ('branch', 'grassroots')),
    voted_year @big@ NOT NULL,
    held_on TEXT @bytes@ NOT NULL,
    member_count @big@ NOT NULL CHECK (member_count > 0),
    present_count @big@ NOT NULL CHECK (present_count BETWEEN 0 AND member_count),
    votes_for @big@ NOT NULL CHECK (votes_for BETWEEN 0 AND present_count),
    recognised @big@ NOT NULL,
    minutes_number TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, person_id, voted_year, level),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id)
) @strict@;
CREATE INDEX union_vote_by_year ON union_vote (tenant_id, voted_year, level, person_id);

CREATE TABLE nomination (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@ NOT NULL,
    request_id TEXT @bytes@,
    person_id TEXT @bytes@ NOT NULL,
    org_id TEXT @bytes@ NOT NULL,
    nominated_on TEXT @bytes@ NOT NULL,
    state TEXT @bytes@ NOT NULL CHECK (state IN ('proposed', 'withdrawn')),
    note TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id),
    FOREIGN KEY (tenant_id, request_id) REFERENCES request (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id)
) @strict@;
CREATE UNIQUE INDEX nomination_once ON nomination (tenant_id, campaign_id, person_id)
    WHERE state = 'proposed';
CREATE INDEX nomination_by_person ON nomination (tenant_id, person_id, nominated_on);
CREATE INDEX nomination_by_org ON nomination (tenant_id, campaign_id, org_id);

-- one list a campaign; its entries are what was compiled that day
CREATE TABLE outstanding_list (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@ NOT NULL,
    voted_year @big@ NOT NULL,
    cutoff TEXT @bytes@ NOT NULL,
    compiled_on TEXT @bytes@ NOT NULL,
    frozen_on TEXT @bytes@,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, campaign_id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id)
) @strict@;

-- party_org_id: the committee that receives the name; none, and the reason, when it is left out
CREATE TABLE outstanding_entry (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    list_id TEXT @bytes@ NOT NULL,
    person_id TEXT @bytes@ NOT NULL,
    vote_id TEXT @bytes@ NOT NULL,
    party_org_id TEXT @bytes@,
    left_out TEXT @bytes@ CHECK (left_out IN ('proposed', 'member', 'inactive', 'no_committee')),
    position @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, list_id, person_id),
    FOREIGN KEY (tenant_id, list_id) REFERENCES outstanding_list (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, vote_id) REFERENCES union_vote (tenant_id, id),
    FOREIGN KEY (tenant_id, party_org_id) REFERENCES org (tenant_id, id),
    CHECK ((party_org_id IS NULL) = (left_out IS NOT NULL))
) @strict@;
