// SPDX-License-Identifier: Apache-2.0
// Meetings, ballots, decisions: /api/meetings, /api/decisions; packs: /api/packs.

import type { Page } from "./base";
import { get, post, put, type CallOptions } from "./client";

export type ItemState = "waiting" | "passed" | "failed" | "withdrawn" | "postponed";

export interface MeetingForm {
  org_id: string;
  campaign_id: string;
  body_kind: "standing_board" | "committee";
  body_name: string;
  held_on: string;
  member_count: number;
  present_count: number;
  absent_note: string;
  chair_name: string;
  secretary_name: string;
  tellers: string;
  decided_on: string;
  signer_post: string;
  signer_name: string;
  signer_person_id: string;
}
export interface Verdict {
  rule: string;
  rule_set: string;
  cite: { doc: string; date: string; point: string };
  more_than: boolean;
  over: number;
  under: number;
  base: number;
  needed: number;
  in_favour: number;
  reached: boolean;
  inequality: string;
}
export interface EarlierVote {
  body: string;
  held_on: string;
  base: number;
  in_favour: number;
  inequality: string;
  reached: boolean;
}
export interface AgendaItem {
  id: string;
  dossier_id: string;
  dossier_code: string;
  person_id: string;
  full_name: string;
  born_on: string;
  occupation: string;
  cell_name: string;
  unit_name: string;
  position: number;
  state: ItemState;
  in_favour: number;
  against: number;
  invalid: number;
  reason: string;
  verdict: Verdict | null;
  earlier: EarlierVote[];
  appraised_by: string;
  decision_id: string;
  decision_number: string;
  version: number;
}
export interface Meeting {
  id: string;
  state: "open" | "closed";
  version: number;
  form: MeetingForm;
  items: AgendaItem[];
  next_number: number | null;
  agency: string;
  threshold: Verdict;
}
export interface MeetingSummary {
  id: string;
  campaign_id: string;
  body_name: string;
  held_on: string;
  state: "open" | "closed";
  item_count: number;
  passed_count: number;
  waiting_count: number;
}
export interface ReadyDossier {
  dossier_id: string;
  code: string;
  full_name: string;
  born_on: string;
  cell_name: string;
  unit_name: string;
}
export interface DecisionRow {
  decision: {
    id: string;
    dossier_id: string;
    person_id: string;
    meeting_id: string;
    number: number;
    number_text: string;
    decided_on: string;
    received_on: string;
    signer_post: string;
    signer_name: string;
    version: number;
  };
  full_name: string;
  cell_name: string;
  unit_name: string;
}
export interface Ballot {
  in_favour: number;
  against: number;
  invalid: number;
  issue: boolean;
  version: number;
}

const of = (campaign: string) => `?campaign_id=${encodeURIComponent(campaign)}`;

export const readMeetings = (campaign: string) =>
  get<Page<MeetingSummary>>(`/api/meetings${of(campaign)}`);
export const readMeeting = (id: string) => get<Meeting>(`/api/meetings/${id}`);
export const makeMeeting = (form: MeetingForm, options: CallOptions) =>
  post<Meeting>("/api/meetings", form, options);
export const changeMeeting = (
  id: string,
  form: MeetingForm,
  version: number,
  options: CallOptions,
) => put<Meeting>(`/api/meetings/${id}`, { form, version }, options);
export const readReady = (id: string) => get<Page<ReadyDossier>>(`/api/meetings/${id}/ready`);
export const addToAgenda = (id: string, dossier_ids: string[]) =>
  post<Meeting>(`/api/meetings/${id}/agenda`, { dossier_ids });
export const recordBallot = (id: string, item: string, ballot: Ballot, options: CallOptions) =>
  put<Meeting>(`/api/meetings/${id}/items/${item}/ballot`, ballot, options);
export const setAside = (
  id: string,
  item: string,
  state: ItemState,
  reason: string,
  version: number,
) => put<Meeting>(`/api/meetings/${id}/items/${item}/state`, { state, reason, version });
export const issueDecision = (id: string, item: string) =>
  post<Meeting>(`/api/meetings/${id}/items/${item}/decision`);
export const closeMeeting = (id: string, version: number) =>
  post<Meeting>(`/api/meetings/${id}/close`, { version });

export const readDecisions = (campaign: string) =>
  get<Page<DecisionRow>>(`/api/decisions${of(campaign)}`);
export const setReceived = (ids: string[], received_on: string) =>
  put<void>("/api/decisions/received", { ids, received_on });
export const readPages = (id: string) =>
  get<{ title: string; pages: number }>(`/api/decisions/${id}/pages`);

export interface PackSummary {
  campaign_id: string;
  campaign_code: string;
  decision_count: number;
  delegate_count: number;
  warning_count: number;
  files: string[];
}
export const orderPack = (campaign: string) =>
  post<{ job_id: string }>(`/api/campaigns/${campaign}/pack`);
export const readPack = (job: string) => get<PackSummary>(`/api/packs/${job}`);
