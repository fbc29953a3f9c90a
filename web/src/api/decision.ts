// SPDX-License-Identifier: Apache-2.0
// Meetings, ballots, decisions: /api/meetings, /api/decisions; packs: /api/packs.

import type { Page } from "./base";
import { get, post, put, upload, type CallOptions, type Sent } from "./client";
import type {
  DecisionAgendaItem,
  DecisionBallot,
  DecisionDecisionRow,
  DecisionEarlierVote,
  DecisionMeeting,
  DecisionMeetingForm,
  DecisionMeetingSummary,
  DecisionPaperNumber,
  DecisionPaperPages,
  DecisionReadyDossier,
  DecisionResult,
  DecisionScan,
  DecisionSheet,
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
/** The number that stands on a decision made on paper; the register's next one when null. */
export type PaperNumber = DecisionPaperNumber;
/** One member's ballot: out or back. What stands on it is never kept by name. */
export type Sheet = DecisionSheet;
export type Result = DecisionResult;
export type Scan = DecisionScan;
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
export const orderAgenda = (id: string, item_ids: string[]) =>
  put<Meeting>(`/api/meetings/${id}/agenda`, { item_ids });
export const issueDecision = (id: string, item: string, paper: PaperNumber) =>
  post<Meeting>(`/api/meetings/${id}/items/${item}/decision`, paper);
export const sendSheets = (id: string, names: string[]) =>
  put<Meeting>(`/api/meetings/${id}/sheets`, { names });
export const returnSheets = (id: string, sheet_ids: string[], returned_on: string) =>
  put<Meeting>(`/api/meetings/${id}/sheets/returned`, { sheet_ids, returned_on });
export const remindSheets = (id: string) => post<Meeting>(`/api/meetings/${id}/sheets/reminded`);
export const readResults = () => get<Page<Result>>("/api/results");
export const tellCells = (items: string[], told_on: string, paper: string) =>
  put<void>("/api/results/told", { items, told_on, paper });
export const readScans = (id: string) => get<Page<Scan>>(`/api/meetings/${id}/scans`);
export const attachScan = (id: string, file: File, progress: (sent: Sent) => void) =>
  upload<Page<Scan>>(
    `/api/meetings/${id}/scans?name=${encodeURIComponent(file.name)}`,
    file,
    progress,
    { method: "POST" },
  );
export const takeOutScan = (id: string, scan: string, reason: string) =>
  post<Page<Scan>>(`/api/meetings/${id}/scans/${scan}/take-out`, { reason });
export const nameHands = (
  dossier: string,
  hands: { prepared_by: string; appraised_by: string; reason: string; version: number },
  options: CallOptions,
) => put<unknown>(`/api/dossiers/${dossier}/hands`, hands, options);
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
