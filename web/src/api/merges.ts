// SPDX-License-Identifier: Apache-2.0
// Two records of one person made one, and taken back.

import type { Page } from "./base";
import { get, post, type CallOptions } from "./client";
import type {
  PeopleMergeComparison,
  PeopleMergeDone,
  PeopleMergeField,
  PeopleMergeForm,
  PeopleMergeView,
} from "./types";

export type Comparison = PeopleMergeComparison;
export type MergeField = PeopleMergeField;
export type Merge = PeopleMergeView;

export const compare = (kept_id: string, lost_id: string, options: CallOptions = {}) =>
  post<Comparison>("/api/people-merges/compare", { kept_id, lost_id }, options);
export const merge = (form: PeopleMergeForm) => post<PeopleMergeDone>("/api/people-merges", form);
export const undoMerge = (id: string, reason: string, version: number) =>
  post<unknown>(`/api/people-merges/${id}/undo`, { reason, version });
export const readMerges = (id: string, options: CallOptions = {}) =>
  get<Page<Merge>>(`/api/people/${id}/merges`, options);
