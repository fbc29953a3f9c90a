// SPDX-License-Identifier: Apache-2.0
import type { Cite, Finding, Level, Page } from "./base";
import { del, get, post, put, type CallOptions } from "./client";
import type { HistoryItem } from "./people";

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

export interface DossierItem {
  id: string;
  code: string;
  person_id: string;
  person_name: string;
  org_name: string;
  unit_name: string;
  campaign_id: string;
  candidate_type: CandidateType;
  state: State;
  state_since: string;
  due_on: string;
  days_left: number | null;
  error_count: number;
  warning_count: number;
  decision_number: string;
  version: number;
}
export interface PaperDate {
  name: string;
  label: string;
  value: string;
}
export interface Paper {
  form: string;
  title: string;
  form_number: string;
  made_by: string;
  asked: boolean;
  later: boolean;
  received: boolean;
  received_on: string;
  number: string;
  is_signed: boolean | null;
  is_sealed: boolean | null;
  needs_seal: boolean;
  dates: PaperDate[];
  fact_names: string[];
  facts: Record<string, string>;
  verifies: string[];
  has_remark: boolean;
  level: Level | null;
}
export interface RunningClock {
  rule: string;
  rule_set: string;
  cite: Cite;
  from: string;
  days: number;
  stopped_days: number;
  extension_days: number;
  due_on: string;
  done_on: string | null;
  left: number;
  skipped: { on: string; name: string }[];
  uncertain: boolean;
}
export interface Support {
  id: string;
  kind: "introducer" | "helper";
  person_id: string;
  name: string;
  official: boolean;
  same_grassroots: boolean | null;
  together_since: string;
  from_on: string;
  until_on: string;
  reason: string;
}
export interface Vote {
  body: "cell" | "grassroots" | "deciding";
  held_on: string;
  base: number;
  present: number | null;
  in_favour: number;
  against: number;
  sentence: string;
}
export interface ReturnItem {
  id: string;
  rule: string;
  paper: string;
  text: string;
  fixed_on: string;
}
export interface ReturnRound {
  round_no: number;
  returned_on: string;
  due_on: string;
  answered_on: string;
  message: string;
  items: ReturnItem[];
}
export interface Dossier {
  id: string;
  code: string;
  person: {
    id: string;
    name: string;
    born_on: string;
    sex: string;
    position: string;
    occupation: string;
    home_place: string;
    residence: string;
  };
  org_id: string;
  org_name: string;
  unit_name: string;
  campaign_id: string;
  candidate_type: CandidateType;
  section_committee: boolean;
  state: State;
  state_since: string;
  received_on: string;
  begun_on: string;
  cell_met_on: string;
  committee_met_on: string;
  shelf: string;
  extension_days: number;
  extension_reason: string;
  decision_number: string;
  decided_on: string;
  decision_received_on: string;
  ceremony_on: string;
  due_on: string;
  checklist: string;
  papers: Paper[];
  findings: Finding[];
  passed_count: number;
  clocks: RunningClock[];
  supports: Support[];
  votes: Vote[];
  rounds: ReturnRound[];
  steps: { state: State; on: string; by: string; note: string }[];
  moves: { to: State; needs_reason: boolean }[];
  may_edit: boolean;
  may_appraise: boolean;
  suggested_due_on: string;
  suggested_days: number;
  version: number;
}
export interface DossierQuery {
  text?: string;
  org_id?: string;
  campaign_id?: string;
  states?: string[];
  due_until?: string;
  with_errors?: boolean;
  sort?: string;
  cursor?: string;
  limit?: number;
}

const at = (id: string, rest = "") => `/api/dossiers/${id}${rest}`;

export const queryDossiers = (query: DossierQuery, options: CallOptions) =>
  post<Page<DossierItem>>("/api/dossiers/query", query, options);
export const readDossier = (id: string, options: CallOptions = {}) => get<Dossier>(at(id), options);
export const readDossierHistory = (id: string, options: CallOptions = {}) =>
  get<Page<HistoryItem>>(at(id, "/history"), options);
export const openDossier = (form: object, options: CallOptions) =>
  post<Dossier>("/api/dossiers", form, options);
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
