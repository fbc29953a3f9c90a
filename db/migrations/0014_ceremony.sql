-- SPDX-License-Identifier: Apache-2.0
-- 0014_ceremony.sql     the day in the hall: delegates, chairs, scans (C67, C70, C74, C85)
CREATE TABLE ceremony (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    number @big@ NOT NULL CHECK (number > 0 AND number < 1000000),
    campaign_id TEXT @bytes@ NOT NULL,
    event_kind TEXT @bytes@ NOT NULL
        CHECK (event_kind IN ('admission_ceremony', 'decision_handover', 'decision_and_list_handover')),
    title TEXT NOT NULL,
    host TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_on TEXT @bytes@,
    starts_minute @big@ CHECK (starts_minute >= 0 AND starts_minute < 1440),
    hall_name TEXT NOT NULL,
    hall_rows @big@ NOT NULL CHECK (hall_rows >= 0),
    hall_seats @big@ NOT NULL CHECK (hall_seats >= 0),
    hall_aisles TEXT NOT NULL,
    hall_blocked TEXT NOT NULL,
    note TEXT NOT NULL,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, number),
    FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaign (tenant_id, id)
) @strict@;
CREATE INDEX ceremony_by_campaign ON ceremony (tenant_id, campaign_id, id);

-- rank: order of the protocol for guests, of the call for new members, of the list for all others.
-- helper_id: the delegate who sits beside a new member.
CREATE TABLE delegate (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    ceremony_id TEXT @bytes@ NOT NULL,
    group_kind TEXT @bytes@ NOT NULL
        CHECK (group_kind IN ('guest', 'new_member', 'helper', 'summoned', 'press', 'service')),
    state TEXT @bytes@ NOT NULL CHECK (state IN ('expected', 'withdrawn')),
    person_id TEXT @bytes@,
    helper_id TEXT @bytes@,
    name TEXT NOT NULL,
    name_fold TEXT @bytes@ NOT NULL,
    name_sort TEXT @bytes@ NOT NULL,
    position TEXT NOT NULL,
    unit TEXT NOT NULL,
    rank @big@ NOT NULL CHECK (rank >= 0),
    decision_number TEXT NOT NULL,
    note TEXT NOT NULL,
    ticket @big@ NOT NULL CHECK (ticket >= 0 AND ticket < 100000),
    seat_row @big@,
    seat_number @big@,
    version @big@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, ceremony_id, ticket),
    UNIQUE (tenant_id, ceremony_id, person_id),
    UNIQUE (tenant_id, ceremony_id, seat_row, seat_number),
    FOREIGN KEY (tenant_id, ceremony_id) REFERENCES ceremony (tenant_id, id),
    FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id),
    FOREIGN KEY (tenant_id, helper_id) REFERENCES delegate (tenant_id, id),
    CHECK ((seat_row IS NULL) = (seat_number IS NULL))
) @strict@;
CREATE INDEX delegate_by_group ON delegate (tenant_id, ceremony_id, group_kind, rank, name_sort, id);

-- What a desk saw; never changed. The id is the desk's own, so that sending it twice is one event.
CREATE TABLE scan (
    tenant_id TEXT @bytes@ NOT NULL REFERENCES tenant (id),
    id TEXT @bytes@ NOT NULL,
    ceremony_id TEXT @bytes@ NOT NULL,
    delegate_id TEXT @bytes@,
    kind TEXT @bytes@ NOT NULL CHECK (kind IN ('in', 'undo')),
    undoes TEXT @bytes@,
    way TEXT @bytes@ NOT NULL CHECK (way IN ('card', 'code', 'name')),
    fault TEXT @bytes@ NOT NULL,
    device TEXT @bytes@ NOT NULL,
    device_seq @big@ NOT NULL,
    device_at @big@ NOT NULL,
    at @big@ NOT NULL,
    received_at @big@ NOT NULL,
    account_id TEXT @bytes@ NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, ceremony_id) REFERENCES ceremony (tenant_id, id),
    FOREIGN KEY (tenant_id, delegate_id) REFERENCES delegate (tenant_id, id),
    CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) @strict@;
CREATE INDEX scan_by_ceremony ON scan (tenant_id, ceremony_id, received_at, id);
CREATE INDEX scan_by_delegate ON scan (tenant_id, delegate_id, at, id);
