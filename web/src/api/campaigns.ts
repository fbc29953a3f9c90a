// SPDX-License-Identifier: Apache-2.0
// Campaigns, places and what units were asked.

import type { Page } from "./base";
import { get, post, put, type CallOptions } from "./client";
import type {
  CampaignCampaign,
  CampaignCampaignRow,
  CampaignDelegateGroup,
  CampaignIssuingBody,
  CampaignMovePlaces,
  CampaignPlanFindings,
  CampaignPlanForm,
  CampaignPlanReading,
  CampaignQuotaRow,
  CampaignQuotaTable,
  ReportsPlaceProgress,
  WorkflowTask,
  WorkflowTaskForm,
} from "./types";

export type Campaign = CampaignCampaign;
export type CampaignRow = CampaignCampaignRow;
export type CampaignState = Campaign["state"];
export type Plan = CampaignPlanForm;
export type EventKind = Plan["event_kind"];
export type PlanBody = CampaignIssuingBody;
export type PlanGroup = CampaignDelegateGroup;
export type GroupKind = PlanGroup["kind"];
export type PlanTask = WorkflowTaskForm;
export type Task = WorkflowTask;
export type Reading = CampaignPlanReading;
export type QuotaRow = CampaignQuotaRow;
export type QuotaTable = CampaignQuotaTable;
/** How far the places of one unit are filled: the decided are among the proposed. */
export type PlaceProgress = ReportsPlaceProgress;

export const readCampaigns = () => get<Page<CampaignRow>>("/api/campaigns");
export const readCampaign = (id: string) => get<Campaign>(`/api/campaigns/${id}`);
export const checkPlan = (plan: Plan) => post<CampaignPlanFindings>("/api/campaigns/check", plan);
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
export const readProgress = (id: string) =>
  get<Page<PlaceProgress>>(`/api/campaigns/${id}/progress`);
export const movePlaces = (id: string, move: CampaignMovePlaces, options: CallOptions) =>
  post<QuotaTable>(`/api/campaigns/${id}/quota/moves`, move, options);
