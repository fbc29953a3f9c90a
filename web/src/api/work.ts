// SPDX-License-Identifier: Apache-2.0
// The list of work, the same act on many, the register of receipt, stand-ins.
import type { Page } from "./base";
import { get, post, type CallOptions } from "./client";
import type {
  DossierBulkResult,
  DossierRegisterLine,
  DossierWorkAnswer,
  DossierWorkGroup,
  DossierWorkRow,
  WorkflowColleague,
  WorkflowStandIn,
} from "./types";

export const workKinds = [
  "receive",
  "take_up",
  "appraise",
  "look_again",
  "mend",
  "prepare",
  "held",
  "ready",
  "opinion",
  "task",
] as const;
export type WorkKind = (typeof workKinds)[number];

/** When something is due, in the order of pressure. */
export const workDues = ["late", "today", "week", "later", "undated"] as const;

export type WorkRow = DossierWorkRow;
export type WorkGroup = DossierWorkGroup;
export interface WorkQuery {
  mine?: boolean;
  late?: boolean;
  kinds?: string[];
  due?: string[];
  campaign_id?: string;
  text?: string;
}
export const queryWork = (query: WorkQuery, options: CallOptions) =>
  post<DossierWorkAnswer>("/api/work/query", query, options);
export const remind = (body: object, options: CallOptions) =>
  post<null>("/api/work/remind", body, options);

export type BulkAct = "receive" | "take_up" | "assign" | "send_back" | "qualify";
export type BulkResult = DossierBulkResult;
export const bulkDossiers = (body: object, options: CallOptions) =>
  post<{ items: BulkResult[] }>("/api/dossiers/bulk", body, options);

export type RegisterLine = DossierRegisterLine;
export const queryRegister = (query: object, options: CallOptions) =>
  post<Page<RegisterLine>>("/api/receipts/query", query, options);

export type StandIn = WorkflowStandIn;
export const readStandIns = () => get<Page<StandIn>>("/api/stand-ins");
export const readColleagues = () => get<Page<WorkflowColleague>>("/api/stand-ins/colleagues");
export const addStandIn = (body: object, options: CallOptions) =>
  post<StandIn>("/api/stand-ins", body, options);
export const endStandIn = (id: string, version: number) =>
  post<StandIn>(`/api/stand-ins/${id}/end`, { version });
