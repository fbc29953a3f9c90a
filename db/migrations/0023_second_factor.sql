-- SPDX-License-Identifier: Apache-2.0
-- 0023_second_factor.sql     one-time codes and recovery codes, waiting after wrong tries, resets by two people,
--                            what an account is told, how much of the dossiers one account opens or takes out

-- id is the account's. secret and next_secret are sealed by `key`, itself wrapped outside the database;
-- next_secret is what is being set up. last_step: no code works twice.
CREATE TABLE second_factor (
    tenant_id    TEXT @bytes@ NOT NULL,
    id           TEXT @bytes@ NOT NULL,
    key          @blob@ NOT NULL,
    secret       @blob@ NOT NULL,
    next_secret  @blob@ NOT NULL,
    confirmed_at @big@,
    last_step    @big@ NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, id) REFERENCES account (tenant_id, id)) @strict@;

CREATE TABLE recovery_code (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    code_hash  TEXT @bytes@ NOT NULL,
    used_at    @big@,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)) @strict@;
CREATE INDEX recovery_code_account ON recovery_code (tenant_id, account_id, code_hash);

-- The moment the second factor of this sign-in was last given.
ALTER TABLE sign_in ADD COLUMN factor_at @big@;

-- id: "user:" or "address:" and the hash of what was typed or where it came from, whether it exists or not.
CREATE TABLE sign_in_wait (
    tenant_id TEXT @bytes@ NOT NULL,
    id        TEXT @bytes@ NOT NULL,
    failures  @big@ NOT NULL,
    last_at   @big@ NOT NULL,
    until_at  @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id) REFERENCES tenant (id)) @strict@;

-- A new first password that one person asked for and another gives.
CREATE TABLE password_reset (
    tenant_id    TEXT @bytes@ NOT NULL,
    id           TEXT @bytes@ NOT NULL,
    account_id   TEXT @bytes@ NOT NULL,
    drops_factor @big@ NOT NULL,
    reason       TEXT NOT NULL,
    asked_by     TEXT @bytes@ NOT NULL,
    asked_at     @big@ NOT NULL,
    settled_by   TEXT @bytes@,
    settled_at   @big@,
    given        @big@ NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id),
    FOREIGN KEY (tenant_id, asked_by) REFERENCES account (tenant_id, id)) @strict@;
CREATE INDEX password_reset_open ON password_reset (tenant_id, account_id) WHERE settled_at IS NULL;

-- What happened to an account that its owner reads at the next sign-in.
CREATE TABLE account_notice (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    kind       TEXT @bytes@ NOT NULL,
    at         @big@ NOT NULL,
    by_names   TEXT NOT NULL,
    seen_at    @big@,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)) @strict@;
CREATE INDEX account_notice_unseen ON account_notice (tenant_id, account_id) WHERE seen_at IS NULL;

-- The last hour of one account: dossiers opened (object_id) and exports taken. Older rows are dropped.
CREATE TABLE access_mark (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    kind       TEXT @bytes@ NOT NULL CHECK (kind IN ('dossier', 'export')),
    object_id  TEXT @bytes@ NOT NULL,
    at         @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, account_id, kind, object_id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)) @strict@;

CREATE TABLE access_alert (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    kind       TEXT @bytes@ NOT NULL,
    count      @big@ NOT NULL,
    at         @big@ NOT NULL,
    seen_by    TEXT,
    seen_at    @big@,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, account_id) REFERENCES account (tenant_id, id)) @strict@;
CREATE INDEX access_alert_account ON access_alert (tenant_id, account_id, kind, at);
