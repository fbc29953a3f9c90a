// SPDX-License-Identifier: Apache-2.0
// Meetings, ballots, decisions: /api/meetings, /api/decisions; packs: /api/packs.

import type { Page } from "./base";
import { get, post, put, type CallOptions } from "./client";
import type {
  DecisionAgendaItem,
  DecisionBallot,
  DecisionDecisionRow,
  DecisionEarlierVote,
  DecisionMeeting,
  DecisionMeetingForm,
  DecisionMeetingSummary,
  DecisionPaperPages,
  DecisionReadyDossier,
  DecisionVerdict,
  ReportsPackSummary,
} from "./types";

export type MeetingForm = DecisionMeetingForm;
export type Verdict = DecisionVerdict;
export type EarlierVote = DecisionEarlierVote;
export type AgendaItem = DecisionAgendaItem;
export type ItemState = AgendaItem["state"];
export type Meeting = DecisionMeeting;
export type MeetingSummary = DecisionMeetingSummary;
export type ReadyDossier = DecisionReadyDossier;
export type DecisionRow = DecisionDecisionRow;
export type Ballot = DecisionBallot;
export type PackSummary = ReportsPackSummary;

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
export const readPages = (id: string) => get<DecisionPaperPages>(`/api/decisions/${id}/pages`);

export const orderPack = (campaign: string) =>
  post<{ job_id: string }>(`/api/campaigns/${campaign}/pack`);
export const readPack = (job: string) => get<PackSummary>(`/api/packs/${job}`);
