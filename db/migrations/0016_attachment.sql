-- SPDX-License-Identifier: Apache-2.0
-- 0016_attachment.sql     files of papers, batches of scans, readings of hand-written originals, letters of
--                         verification, opinions asked (C34 to C37, C39)

-- One file as it lies on disk under `stored`, the hash of its sealed bytes; its key is sealed by the key of
-- whom it belongs to. A series is one paper with its versions; the newest is not superseded.
CREATE TABLE attachment (
    tenant_id      TEXT @bytes@ NOT NULL,
    id             TEXT @bytes@ NOT NULL,
    holder         TEXT @bytes@ NOT NULL,
    holder_id      TEXT @bytes@ NOT NULL,
    place          TEXT @bytes@ NOT NULL,
    series_id      TEXT @bytes@ NOT NULL,
    version_no     @big@ NOT NULL CHECK (version_no > 0),
    name           TEXT NOT NULL,
    kind           TEXT @bytes@ NOT NULL CHECK (kind IN ('pdf', 'jpeg', 'png')),
    size           @big@ NOT NULL,
    pages          @big@ NOT NULL,
    sha256         TEXT @bytes@ NOT NULL,
    stored         TEXT @bytes@ NOT NULL,
    key_sealed     @blob@ NOT NULL,
    added_at       @big@ NOT NULL,
    added_by       TEXT @bytes@ NOT NULL,
    added_by_name  TEXT NOT NULL,
    superseded_at  @big@,
    removed_at     @big@,
    removed_reason TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, series_id, version_no)) @strict@;
CREATE INDEX attachment_holder ON attachment (tenant_id, holder, holder_id, place, added_at, id);
CREATE INDEX attachment_stored ON attachment (tenant_id, stored);

-- Whoever opened a file to look at it: written with the audit row, asked for each page image.
CREATE TABLE attachment_opening (
    tenant_id     TEXT @bytes@ NOT NULL,
    attachment_id TEXT @bytes@ NOT NULL,
    account_id    TEXT @bytes@ NOT NULL,
    until_at      @big@ NOT NULL,
    PRIMARY KEY (tenant_id, attachment_id, account_id),
    FOREIGN KEY (tenant_id, attachment_id) REFERENCES attachment (tenant_id, id)) @strict@;

-- One scan of many papers. Its own wrapped key is destroyed when everything in it is filed.
CREATE TABLE scan_batch (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    name          TEXT NOT NULL,
    state         TEXT @bytes@ NOT NULL CHECK (state IN ('waiting', 'splitting', 'split', 'failed', 'closed')),
    wrapped_key   @blob@ NOT NULL,
    attachment_id TEXT @bytes@ NOT NULL,
    job_id        TEXT @bytes@,
    pages         @big@ NOT NULL,
    blank_pages   TEXT NOT NULL,
    problem       TEXT @bytes@ NOT NULL,
    made_at       @big@ NOT NULL,
    made_by       TEXT @bytes@ NOT NULL,
    made_by_name  TEXT NOT NULL,
    version       @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, attachment_id) REFERENCES attachment (tenant_id, id)) @strict@;
CREATE INDEX scan_batch_maker ON scan_batch (tenant_id, made_by, made_at, id);

-- A run of pages behind one cover sheet; without a dossier: nobody knows yet where it belongs.
CREATE TABLE scan_part (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    batch_id      TEXT @bytes@ NOT NULL,
    first_page    @big@ NOT NULL,
    last_page     @big@ NOT NULL,
    cover_page    @big@ NOT NULL,
    dossier_id    TEXT @bytes@,
    form          TEXT @bytes@ NOT NULL,
    state         TEXT @bytes@ NOT NULL CHECK (state IN ('open', 'filed', 'dropped')),
    attachment_id TEXT @bytes@,
    problem       TEXT @bytes@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, batch_id, first_page),
    FOREIGN KEY (tenant_id, batch_id) REFERENCES scan_batch (tenant_id, id)) @strict@;

-- What one person read on a hand-written original, for the comparison with what was typed.
CREATE TABLE original_reading (
    tenant_id  TEXT @bytes@ NOT NULL,
    id         TEXT @bytes@ NOT NULL,
    dossier_id TEXT @bytes@ NOT NULL,
    form       TEXT @bytes@ NOT NULL,
    pass_no    @big@ NOT NULL CHECK (pass_no IN (1, 2)),
    by_account TEXT @bytes@ NOT NULL,
    by_person  TEXT @bytes@,
    by_name    TEXT NOT NULL,
    read_at    @big@ NOT NULL,
    fields     TEXT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, dossier_id, form, pass_no),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;

-- A letter that asks a body to verify somebody's history. Whom it is about and what came back are P3.
CREATE TABLE verification_letter (
    tenant_id     TEXT @bytes@ NOT NULL,
    id            TEXT @bytes@ NOT NULL,
    dossier_id    TEXT @bytes@ NOT NULL,
    relative_id   TEXT @bytes@,
    about_sealed  @blob@,
    to_org_id     TEXT @bytes@,
    to_name       TEXT NOT NULL,
    to_fold       TEXT @bytes@ NOT NULL,
    to_address    TEXT NOT NULL,
    ask           TEXT NOT NULL,
    state         TEXT @bytes@ NOT NULL CHECK (state IN ('draft', 'sent', 'answered', 'cancelled')),
    number        TEXT NOT NULL,
    sent_on       TEXT @bytes@,
    remind_on     TEXT @bytes@,
    reminded_on   TEXT @bytes@,
    answered_on   TEXT @bytes@,
    answer_number TEXT NOT NULL,
    outcome       TEXT @bytes@ NOT NULL CHECK (outcome IN ('', 'confirmed', 'differs', 'unknown')),
    answer_sealed @blob@,
    made_by_name  TEXT NOT NULL,
    version       @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
CREATE INDEX verification_letter_dossier ON verification_letter (tenant_id, dossier_id, id);
CREATE INDEX verification_letter_state ON verification_letter (tenant_id, state, sent_on, id);

-- What the Party cell at the residence and the mass organisation at work say: counts and words (C37).
CREATE TABLE asked_opinion (
    tenant_id    TEXT @bytes@ NOT NULL,
    id           TEXT @bytes@ NOT NULL,
    dossier_id   TEXT @bytes@ NOT NULL,
    kind         TEXT @bytes@ NOT NULL CHECK (kind IN ('residence', 'mass_organisation')),
    body         TEXT NOT NULL,
    asked_on     TEXT @bytes@,
    answered_on  TEXT @bytes@,
    asked        @big@,
    agreed       @big@,
    disagreed    @big@,
    words_sealed @blob@,
    version      @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, dossier_id) REFERENCES dossier (tenant_id, id)) @strict@;
CREATE INDEX asked_opinion_dossier ON asked_opinion (tenant_id, dossier_id, kind, id);
