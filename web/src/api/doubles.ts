// SPDX-License-Identifier: Apache-2.0
// Records that may be one person.

import type { Page } from "./base";
import { get, post, type CallOptions } from "./client";
import type {
  PeopleAlikeForm,
  PeopleAlikeView,
  PeopleDoubleSide,
  PeopleDoubleView,
  PeopleSearchView,
} from "./types";

export type Double = PeopleDoubleView;
export type Side = PeopleDoubleSide;
export type Alike = PeopleAlikeView;

export const readDoubles = (cursor: string | null, options: CallOptions = {}) =>
  get<Page<Double>>(
    `/api/people-doubles${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`,
    options,
  );
export const searchDoubles = () => post<PeopleSearchView>("/api/people-doubles/search");
export const keepApart = (first_id: string, second_id: string) =>
  post<unknown>("/api/people-doubles/apart", { first_id, second_id });
export const alikeOf = (form: PeopleAlikeForm, options: CallOptions = {}) =>
  post<Page<Alike>>("/api/people-doubles/of", form, options);
