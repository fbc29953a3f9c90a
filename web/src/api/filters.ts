// SPDX-License-Identifier: Apache-2.0
// Filters saved by name, one's own and the office's; and the trail of a list saved as a file.

import type { Page } from "./base";
import { del, get, post } from "./client";
import type { FiltersFilterForm, FiltersSavedFilter } from "./types";

export type SavedFilter = FiltersSavedFilter;
export type FilterForm = FiltersFilterForm;

export const readFilters = async (list: string): Promise<SavedFilter[]> =>
  (await get<Page<SavedFilter>>(`/api/filters?list=${encodeURIComponent(list)}`)).items;
export const saveFilter = (form: FilterForm) => post<SavedFilter>("/api/filters", form);
export const dropFilter = (id: string) => del<void>(`/api/filters/${id}`);

/** Throws when the reader may not export, or does not give the second factor. */
export const noteExport = (list: string, rows: number) =>
  post<void>("/api/lists/exports", { list, rows });
