// SPDX-License-Identifier: Apache-2.0
// Requests to units and their boards, who was proposed, the list of outstanding union members.

import { get, post, put, type CallOptions } from "./client";
import type { Finding, Page } from "./base";

export type ShareState = "given" | "partial" | "nil" | "extended" | "late" | "waiting";

export interface UnitRequest {
  id: string;
  title: string;
  text: string;
  due_as_written: string;
  last_day_on: string;
  sent_on: string;
  closed_on?: string | null;
  version: number;
}
export interface BoardRow {
  org_id: string;
  org_name: string;
  state: ShareState;
  asked_count: number;
  answered_count: number;
  answered_on?: string | null;
  late_days: number;
  extended_to?: string | null;
  reminder_count: number;
  reminded_on?: string | null;
  note: string;
  version: number;
}
export interface Board {
  request: UnitRequest;
  days_left: number;
  counts: Record<ShareState, number> & { people: number };
  rows: BoardRow[];
}
export interface Nomination {
  id: string;
  person_id: string;
  person_name: string;
  born_on: string;
  org_id: string;
  org_name: string;
  nominated_on: string;
  in_time: boolean;
  state: "proposed" | "withdrawn";
  note: string;
  version: number;
}
export interface ListEntry {
  position: number;
  person_id: string;
  person_name: string;
  born_on: string;
  union_org_name: string;
  held_on: string;
  member_count: number;
  votes_for: number;
  left_out?: "proposed" | "member" | "inactive" | "no_committee" | null;
}
export interface OutstandingList {
  id: string;
  voted_year: number;
  cutoff: string;
  compiled_on: string;
  frozen_on?: string | null;
  entry_count: number;
  version: number;
  extracts: { org_id: string; org_name: string; entries: ListEntry[] }[];
  left_out: ListEntry[];
}
export interface RequestForm {
  kind: "nominate" | "other";
  title: string;
  text: string;
  due_as_written: string;
  units: { org_id: string; asked_count: number }[];
}

export const readRequests = (campaign: string) =>
  get<Page<UnitRequest>>(`/api/campaigns/${campaign}/requests`);
export const sendRequest = (campaign: string, form: RequestForm, options: CallOptions) =>
  post<UnitRequest>(`/api/campaigns/${campaign}/requests`, form, options);
export const readBoard = (id: string) => get<Board>(`/api/requests/${id}`);
export const answer = (
  id: string,
  row: BoardRow,
  given: {
    answer: "given" | "nil";
    answered_count: number;
    answered_on: string | null;
    note: string;
  },
  options: CallOptions,
) =>
  put<Board>(
    `/api/requests/${id}/answer`,
    { org_id: row.org_id, version: row.version, ...given },
    options,
  );
export const remind = (id: string, org_ids: string[], channel: string) =>
  post<Board>(`/api/requests/${id}/reminders`, { org_ids, channel });
export const readNominations = (campaign: string) =>
  get<Page<Nomination>>(`/api/campaigns/${campaign}/nominations`);
export const nominate = (campaign: string, person_id: string, request_id: string | null) =>
  post<{ nomination: Nomination; findings: Finding[] }>(`/api/campaigns/${campaign}/nominations`, {
    person_id,
    request_id,
    note: "",
  });
export const readOutstanding = (campaign: string) =>
  get<OutstandingList>(`/api/campaigns/${campaign}/outstanding-list`);
export const compileList = (campaign: string) =>
  post<OutstandingList>(`/api/campaigns/${campaign}/outstanding-list`, {});
export const freezeList = (campaign: string, version: number) =>
  put<OutstandingList>(`/api/campaigns/${campaign}/outstanding-list/freeze`, { version });
