-- SPDX-License-Identifier: Apache-2.0
-- 0010_campaign.sql     a campaign with the facts of its plan, and the places of each unit (C20, C21, C60, C67)
CREATE TABLE campaign (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    code TEXT @bytes@ NOT NULL,
    state TEXT @bytes@ NOT NULL CHECK (state IN ('draft', 'approved', 'running', 'closed', 'cancelled')),
    event_kind TEXT @bytes@ NOT NULL
        CHECK (event_kind IN ('admission_ceremony', 'decision_handover', 'decision_and_list_handover')),
    title TEXT NOT NULL,
    short_title TEXT NOT NULL,
    plan_number TEXT NOT NULL,
    plan_on TEXT @bytes@,
    issued_at TEXT NOT NULL,
    audience TEXT NOT NULL,
    target_kind TEXT @bytes@ NOT NULL CHECK (target_kind IN ('exact', 'open')),
    target_count @big@ CHECK (target_count > 0),
    target_as_written TEXT NOT NULL,
    window_from TEXT @bytes@,
    window_to TEXT @bytes@,
    window_as_written TEXT NOT NULL,
    event_on TEXT @bytes@,
    event_minute @big@,
    event_tentative @big@ NOT NULL,
    event_as_written TEXT NOT NULL,
    place TEXT NOT NULL,
    place_tentative @big@ NOT NULL,
    expected_count @big@ CHECK (expected_count >= 0),
    expected_approximate @big@ NOT NULL,
    dossier_due_on TEXT @bytes@,
    dossier_due_word TEXT @bytes@ CHECK (dossier_due_word IN ('before', 'by', 'on')),
    dossier_due_as_written TEXT NOT NULL,
    dossier_last_day_on TEXT @bytes@,
    list_voted_year @big@,
    list_cutoff_as_written TEXT NOT NULL,
    list_cutoff TEXT @bytes@,
    funding_source TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, code),
    CHECK ((target_kind = 'exact') = (target_count IS NOT NULL)),
    CHECK ((window_from IS NULL) = (window_to IS NULL))
) @strict@;

-- bases, purposes, requirements, contents, methods, recipients: one line of the plan each
CREATE TABLE campaign_line (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@ NOT NULL,
    kind TEXT @bytes@ NOT NULL
        CHECK (kind IN ('basis', 'purpose', 'requirement', 'content', 'method', 'recipient')),
    position @big@ NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, campaign_id, kind, position),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id)
) @strict@;

-- who issues the plan, the leading body first, and who signs for it
CREATE TABLE campaign_body (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@ NOT NULL,
    position @big@ NOT NULL,
    name TEXT NOT NULL,
    org_id TEXT @bytes@,
    authority TEXT NOT NULL,
    post TEXT NOT NULL,
    signer TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, campaign_id, position),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id)
) @strict@;

CREATE TABLE campaign_group (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@ NOT NULL,
    position @big@ NOT NULL,
    kind TEXT @bytes@ NOT NULL CHECK (kind IN ('guest', 'summoned', 'service', 'press')),
    text TEXT NOT NULL,
    expected_count @big@ CHECK (expected_count >= 0),
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, campaign_id, position),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id)
) @strict@;

CREATE TABLE quota (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@ NOT NULL,
    org_id TEXT @bytes@ NOT NULL,
    weight @big@ NOT NULL CHECK (weight >= 0),
    source_count @big@ NOT NULL CHECK (source_count >= 0),
    places @big@ NOT NULL CHECK (places >= 0),
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, campaign_id, org_id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id),
    FOREIGN KEY (tenant_id, org_id) REFERENCES org (tenant_id, id)
) @strict@;
CREATE INDEX quota_by_org ON quota (tenant_id, org_id);

CREATE TABLE quota_move (
    tenant_id TEXT @bytes@ NOT NULL,
    id TEXT @bytes@ NOT NULL,
    campaign_id TEXT @bytes@ NOT NULL,
    from_org_id TEXT @bytes@ NOT NULL,
    to_org_id TEXT @bytes@ NOT NULL,
    places @big@ NOT NULL CHECK (places > 0),
    reason TEXT NOT NULL,
    moved_on TEXT @bytes@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id),
    FOREIGN KEY (tenant_id, from_org_id) REFERENCES org (tenant_id, id),
    FOREIGN KEY (tenant_id, to_org_id) REFERENCES org (tenant_id, id)
) @strict@;
CREATE INDEX quota_move_by_campaign ON quota_move (tenant_id, campaign_id, id);
