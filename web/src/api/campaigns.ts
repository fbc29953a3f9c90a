// SPDX-License-Identifier: Apache-2.0
// Campaigns, places and what units were asked.

import { get, post, put, type CallOptions } from "./client";
import type { Page } from "./base";
import type { Finding } from "./base";

export type CampaignState = "draft" | "approved" | "running" | "closed" | "cancelled";
export type EventKind = "admission_ceremony" | "decision_handover" | "decision_and_list_handover";
export type GroupKind = "guest" | "summoned" | "service" | "press";

export interface Task {
  id: string;
  owner: string;
  text: string;
  due_as_written: string;
  last_day_on?: string | null;
  done_on?: string | null;
  done_note: string;
  version: number;
}
export interface PlanBody {
  name: string;
  org_id?: string | null;
  authority: string;
  post: string;
  signer: string;
}
export interface PlanGroup {
  kind: GroupKind;
  text: string;
  expected_count?: number | null;
}
export interface PlanTask {
  owner: string;
  owner_org_id?: string | null;
  owner_person_id?: string | null;
  owner_role?: string | null;
  text: string;
  due_as_written: string;
}
export interface Plan {
  code: string;
  title: string;
  short_title: string;
  event_kind: EventKind;
  bodies: PlanBody[];
  plan_number: string;
  plan_on?: string | null;
  issued_at: string;
  bases: string[];
  purposes: string[];
  requirements: string[];
  contents: string[];
  methods: string[];
  audience: string;
  target_kind: "exact" | "open";
  target_count?: number | null;
  target_as_written: string;
  window_as_written: string;
  event_as_written: string;
  place: string;
  place_tentative: boolean;
  expected_count?: number | null;
  expected_approximate: boolean;
  groups: PlanGroup[];
  dossier_due_as_written: string;
  list_voted_year?: number | null;
  list_cutoff_as_written: string;
  funding_source: string;
  tasks: PlanTask[];
  recipients: string[];
}
export interface Reading {
  window_from?: string | null;
  window_to?: string | null;
  event_on?: string | null;
  event_tentative: boolean;
  dossier_due_on?: string | null;
  dossier_due_word?: "before" | "by" | "on" | null;
  dossier_last_day_on?: string | null;
  list_cutoff?: string | null;
}
export interface Campaign {
  id: string;
  state: CampaignState;
  version: number;
  plan: Plan;
  reading: Reading;
  tasks: Task[];
  findings: Finding[];
}
export interface CampaignRow {
  id: string;
  code: string;
  short_title: string;
  plan_number: string;
  state: CampaignState;
  event_kind: EventKind;
  target_kind: "exact" | "open";
  target_count?: number | null;
  event_on?: string | null;
  dossier_last_day_on?: string | null;
  open_task_count: number;
  version: number;
}
export interface QuotaRow {
  org_id: string;
  org_name: string;
  weight: number;
  source_count: number;
  whole: number;
  remainder: number;
  rank: number;
  extra: boolean;
  formula_places: number;
  places: number;
  version: number;
}
export interface QuotaTable {
  campaign_id: string;
  target_count?: number | null;
  place_sum: number;
  weight_sum: number;
  whole_sum: number;
  extra_count: number;
  tie_at_the_border: boolean;
  rows: QuotaRow[];
  moves: {
    from_org_id: string;
    to_org_id: string;
    places: number;
    reason: string;
    moved_on: string;
  }[];
}

export const readCampaigns = () => get<Page<CampaignRow>>("/api/campaigns");
export const readCampaign = (id: string) => get<Campaign>(`/api/campaigns/${id}`);
export const checkPlan = (plan: Plan) =>
  post<{ reading: Reading; findings: Finding[] }>("/api/campaigns/check", plan);
export const savePlan = (id: string | null, plan: Plan, version: number, options: CallOptions) =>
  id
    ? put<Campaign>(`/api/campaigns/${id}`, { plan, version }, options)
    : post<Campaign>("/api/campaigns", plan, options);
export const setState = (id: string, state: CampaignState, version: number) =>
  put<Campaign>(`/api/campaigns/${id}/state`, { state, version });
export const doneTask = (task: Task, done_on: string | null) =>
  put<Task>(`/api/tasks/${task.id}/done`, {
    done_on,
    done_note: task.done_note,
    version: task.version,
  });
export const readQuota = (id: string) => get<QuotaTable>(`/api/campaigns/${id}/quota`);
export const allotQuota = (id: string) =>
  post<QuotaTable>(`/api/campaigns/${id}/quota/allot`, { units: [] });
export const setPlaces = (id: string, row: QuotaRow, places: number) =>
  put<QuotaTable>(`/api/campaigns/${id}/quota`, {
    changes: [{ org_id: row.org_id, places, version: row.version }],
  });
/** How far the places of one unit are filled: the decided are among the proposed. */
export interface PlaceProgress {
  org_id: string;
  decided_count: number;
  proposed_count: number;
}
export const readProgress = (id: string) =>
  get<Page<PlaceProgress>>(`/api/campaigns/${id}/progress`);
export const movePlaces = (
  id: string,
  move: { from_org_id: string; to_org_id: string; places: number; reason: string },
  options: CallOptions,
) => post<QuotaTable>(`/api/campaigns/${id}/quota/moves`, move, options);
