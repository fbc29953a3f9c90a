// SPDX-License-Identifier: Apache-2.0
import type { Page } from "./base";
import { get, post, put, type CallOptions } from "./client";
import type {
  PeopleHistoryItem,
  PeoplePersonItem,
  PeoplePersonQuery,
  PeoplePersonView,
  PeopleSensitiveForm,
} from "./types";

export const standings = [
  "outsider",
  "union_member",
  "sympathizer",
  "candidate",
  "probationary_member",
  "official_member",
] as const;
export type Standing = (typeof standings)[number];
export type PersonItem = PeoplePersonItem;
/** Personal numbers come masked until revealed for a reason. */
export type Person = PeoplePersonView;
export type PersonQuery = PeoplePersonQuery;
export type Sensitive = PeopleSensitiveForm;
export type HistoryItem = PeopleHistoryItem;

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
