-- SPDX-License-Identifier: Apache-2.0
-- Accounts, roles on subtrees, sign-ins, the one-time set-up link.
CREATE TABLE account (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, user_name TEXT NOT NULL @bytes@, name TEXT NOT NULL,
    person_id TEXT @bytes@, password_hash TEXT NOT NULL, password_expires_at @big@, must_change @big@ NOT NULL,
    language TEXT NOT NULL, disabled @big@ NOT NULL, created_at @big@ NOT NULL, version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, user_name),
    FOREIGN KEY (tenant_id) REFERENCES tenant (id)) @strict@;

CREATE TABLE role_grant (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, account_id TEXT NOT NULL @bytes@, role TEXT NOT NULL @bytes@,
    org_id TEXT NOT NULL @bytes@, campaign_id TEXT NOT NULL @bytes@, granted_at @big@ NOT NULL, granted_by TEXT NOT NULL,
    revoked_at @big@,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)) @strict@;
CREATE INDEX role_grant_account ON role_grant (tenant_id, account_id);

CREATE TABLE sign_in (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, token_hash TEXT NOT NULL @bytes@, account_id TEXT NOT NULL @bytes@,
    started_at @big@ NOT NULL, last_seen_at @big@ NOT NULL, ended_at @big@, ip TEXT NOT NULL, agent TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)) @strict@;
CREATE INDEX sign_in_account ON sign_in (tenant_id, account_id);

CREATE TABLE setup_link (
    tenant_id TEXT NOT NULL @bytes@, id TEXT NOT NULL @bytes@, token_hash TEXT NOT NULL @bytes@, expires_at @big@ NOT NULL,
    used_at @big@,
    PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id) REFERENCES tenant (id)) @strict@;
