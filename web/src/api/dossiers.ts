// SPDX-License-Identifier: Apache-2.0
import type { Page } from "./base";
import { del, get, post, put, type CallOptions } from "./client";
import type { HistoryItem } from "./people";
import type {
  DossierClockView,
  DossierDossierQuery,
  DossierHeadForm,
  DossierItem as Item,
  DossierNewForm,
  DossierPaperView,
  DossierRoundView,
  DossierSupportView,
  DossierView,
  DossierVoteView,
} from "./types";

export const states = [
  "drafting",
  "submitted",
  "received",
  "appraising",
  "returned",
  "resubmitted",
  "qualified",
  "decided",
  "admitted",
  "withdrawn",
] as const;
export type State = (typeof states)[number];
export const candidateTypes = ["union_member", "trade_union_member", "other"] as const;
export type CandidateType = (typeof candidateTypes)[number];

export type DossierItem = Item;
export type Paper = DossierPaperView;
export type RunningClock = DossierClockView;
export type Support = DossierSupportView;
export type Vote = DossierVoteView;
export type ReturnRound = DossierRoundView;
export type Dossier = DossierView;
export type DossierQuery = DossierDossierQuery;
export type NewDossier = DossierNewForm;
export type Head = DossierHeadForm;

const at = (id: string, rest = "") => `/api/dossiers/${id}${rest}`;

export const queryDossiers = (query: DossierQuery, options: CallOptions) =>
  post<Page<DossierItem>>("/api/dossiers/query", query, options);
export const readDossier = (id: string, options: CallOptions = {}) => get<Dossier>(at(id), options);
export const readDossierHistory = (id: string, options: CallOptions = {}) =>
  get<Page<HistoryItem>>(at(id, "/history"), options);
export const openDossier = (form: NewDossier, options: CallOptions) =>
  post<Dossier>("/api/dossiers", form, options);
export const saveHead = (id: string, form: Head, options: CallOptions) =>
  put<Dossier>(at(id), form, options);
export const savePaper = (id: string, form: string, body: object, options: CallOptions) =>
  put<Dossier>(at(id, `/papers/${form}`), body, options);
export const dropPaper = (id: string, form: string, version: number) =>
  del<Dossier>(at(id, `/papers/${form}?version=${version}`));
export const openRemark = (id: string, form: string) =>
  post<{ text: string }>(at(id, `/papers/${form}/remark`), {});
export const saveSupport = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/supports"), body, options);
export const saveVote = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/votes"), body, options);
export const moveDossier = (id: string, body: object, options: CallOptions = {}) =>
  post<Dossier>(at(id, "/move"), body, options);
export const returnDossier = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/return"), body, options);
export const resubmitDossier = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/resubmit"), body, options);
