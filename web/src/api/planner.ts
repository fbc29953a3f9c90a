// SPDX-License-Identifier: Apache-2.0
// One day for many: who would be late on it, and which days are better.

import { download, get } from "./client";
import type {
  CeremonyPlannerPlannerDay,
  CeremonyPlannerPlannerPerson,
  CeremonyPlannerPlannerView,
} from "./types";

export type DayPlan = CeremonyPlannerPlannerView;
export type PlannedDay = CeremonyPlannerPlannerDay;
export type PlannedPerson = CeremonyPlannerPlannerPerson;

const at = (campaign: string) => `/api/campaigns/${encodeURIComponent(campaign)}/planner`;

export const readPlanner = (campaign: string, on: string) =>
  get<DayPlan>(`${at(campaign)}${on ? `?on=${on}` : ""}`);
export const fetchReport = (campaign: string, on: string, format: "docx" | "pdf") =>
  download(`${at(campaign)}/report?on=${on}&format=${format}`, `bao-cao.${format}`);
