// SPDX-License-Identifier: Apache-2.0
import type { Page } from "./base";
import { del, get, post, put, type CallOptions } from "./client";
import type { HistoryItem } from "./people";
import type {
  DossierClockView,
  DossierDifference,
  DossierDossierQuery,
  DossierHeadForm,
  DossierItem as Item,
  DossierItemAnswer,
  DossierItemView,
  DossierMoveView,
  DossierNewForm,
  DossierOpinionView,
  DossierPaperView,
  DossierReceiptView,
  DossierRoundView,
  DossierStepView,
  DossierSupportView,
  DossierView,
  DossierVoteView,
  DossierWayView,
  WorkflowColleague,
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
  "held",
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
export type ItemAnswer = DossierItemAnswer;
export type ReturnItem = DossierItemView;
export type Step = DossierStepView;
export type Move = DossierMoveView;
export type Receipt = DossierReceiptView;
export type Opinion = DossierOpinionView;
export type Difference = DossierDifference;
export type Way = DossierWayView;
export const opinionAnswers = ["agree", "disagree", "other"] as const;

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
export const undoStep = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/undo"), body, options);
export const changeCell = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/cell"), body, options);
export const assignDossier = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/appraiser"), body, options);
export const settleItem = (id: string, item: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, `/items/${item}/settle`), body, options);
export const answerItem = (id: string, item: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, `/items/${item}/answers`), body, options);
export const askOpinions = (id: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, "/consultations"), body, options);
export const giveOpinion = (id: string, opinion: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, `/consultations/${opinion}/answer`), body, options);
export const dropOpinion = (id: string, opinion: string, body: object, options: CallOptions) =>
  post<Dossier>(at(id, `/consultations/${opinion}/drop`), body, options);
export const openOpinion = (id: string, opinion: string) =>
  post<{ text: string }>(at(id, `/consultations/${opinion}/text`), {});

export type Colleague = WorkflowColleague;
export const whoAppraises = (id: string) => get<Page<Colleague>>(at(id, "/appraisers"));
export const whoReads = (id: string) => get<Page<Colleague>>(at(id, "/readers"));
