// SPDX-License-Identifier: Apache-2.0
import type { Page } from "./base";
import { get, post, put, type CallOptions } from "./client";

export const standings = [
  "outsider",
  "union_member",
  "sympathizer",
  "candidate",
  "probationary_member",
  "official_member",
] as const;
export type Standing = (typeof standings)[number];

export interface PersonItem {
  id: string;
  name: string;
  born_on: string;
  born_on_as_written: string;
  sex: string;
  org_id: string;
  org_name: string;
  position: string;
  standing: Standing;
  standing_since: string;
  version: number;
}
export interface Person extends PersonItem {
  code: string;
  other_name: string;
  union_org_id: string | null;
  union_org_name: string;
  home_place: string;
  residence: string;
  phone: string;
  occupation: string;
  education: string;
  professional_level: string;
  political_theory_level: string;
  union_joined_on: string;
  joined_on: string;
  official_on: string;
  note: string;
  /** Masked by the server until revealed for a reason. */
  national_id: string;
  ethnicity: string;
  religion: string;
  may_edit: boolean;
  may_reveal: boolean;
}
export interface Sensitive {
  national_id: string;
  ethnicity: string;
  religion: string;
}
export interface PersonQuery {
  text?: string;
  org_id?: string;
  standing?: string[];
  sex?: string;
  sort?: string;
  descending?: boolean;
  cursor?: string;
  limit?: number;
}
export interface HistoryItem {
  seq: number;
  at: number;
  actor: string;
  action: string;
  sentence: string;
  changes: { field: string; from: string; to: string }[];
}

export const queryPeople = (query: PersonQuery, options: CallOptions) =>
  post<Page<PersonItem>>("/api/people/query", query, options);
export const readPerson = (id: string, options: CallOptions = {}) =>
  get<Person>(`/api/people/${id}`, options);
export const readHistory = (id: string, options: CallOptions = {}) =>
  get<Page<HistoryItem>>(`/api/people/${id}/history`, options);
export const revealPerson = (id: string, reason: string) =>
  post<Sensitive>(`/api/people/${id}/reveal`, { reason });
export const savePerson = (id: string | null, form: object, options: CallOptions) =>
  id ? put<Person>(`/api/people/${id}`, form, options) : post<Person>("/api/people", form, options);
