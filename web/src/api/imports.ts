// SPDX-License-Identifier: Apache-2.0
// Files of people on their way in.

import type { Finding, Level, Page } from "./base";
import { del, download, get, post, upload, type CallOptions, type Sent } from "./client";

export type ImportState =
  "uploaded" | "checking" | "checked" | "applying" | "applied" | "failed" | "cancelled";
export type DateOrder = "day_first" | "month_first";
export type TextAs = "as_is" | "tcvn3" | "vni" | "cp1258" | "each";
export interface ColumnChoice {
  column: number;
  field: string;
  text?: TextAs | null;
  date_order?: DateOrder | null;
  turn_days?: boolean | null;
  code_width?: number | null;
}
export interface Mapping {
  sheet: number;
  head_line: number;
  columns: ColumnChoice[];
  /** Of columns that say nothing themselves; not given: such a date is refused, never guessed. */
  date_order?: DateOrder | null;
  add_lost_zero: boolean;
  mend_capitals: boolean;
  /** Body of rows that name none; empty refuses them. */
  org_id: string;
  /** What a row wrote → the body chosen for it. */
  units: Record<string, string>;
  skip_lines: number[];
}
export interface Summary {
  rows: number;
  clean: number;
  hints: number;
  warnings: number;
  errors: number;
  skipped: number;
  imported: number;
}
export interface FoundRow {
  line: number;
  level: Level;
  name: string;
  findings: Finding[];
}
export interface Import {
  id: string;
  name: string;
  format: "xlsx" | "csv";
  state: ImportState;
  done: number;
  total: number;
  summary: Summary;
  dates: { day_first: number; month_first: number; both_ways: number; year_only: number };
  mapping: Mapping;
  problem: string;
  created_at: number;
  rows: Page<FoundRow>;
}
export interface ImportItem {
  id: string;
  name: string;
  state: ImportState;
  summary: Summary;
  created_at: number;
}
/** What the letters and days of a column say of themselves. */
export interface SeenColumn {
  column: number;
  head: string;
  field: string;
  text: {
    as: TextAs;
    sure: boolean;
    by_font: boolean;
    marked: number;
    of_it: number;
    of_others: number;
    decomposed: number;
    samples: { before: string; tcvn3: string; vni: string; cp1258: string; each: string }[];
  };
  dates: {
    day_first: number;
    month_first: number;
    both_ways: number;
    cells: number;
    turned: boolean;
    samples: string[];
  };
}
export interface Columns {
  sheets: string[];
  columns: SeenColumn[];
  sample: string[][];
  fields: { field: string; title: string }[];
  mapping: Mapping;
}

export const recentImports = (options: CallOptions = {}) =>
  get<Page<ImportItem>>("/api/imports", options);
export const sendImport = (file: File, progress: (sent: Sent) => void, signal: AbortSignal) =>
  upload<Import>(`/api/imports?name=${encodeURIComponent(file.name)}`, file, progress, { signal });
export const readImport = (id: string, options: CallOptions = {}) =>
  get<Import>(`/api/imports/${id}?limit=1`, options);
export const readColumns = (id: string, sheet: number | null, options: CallOptions = {}) =>
  get<Columns>(`/api/imports/${id}/columns${sheet === null ? "" : `?sheet=${sheet}`}`, options);
export const foundRows = async (
  id: string,
  level: string,
  after: string | null,
  options: CallOptions,
) =>
  (await get<Import>(`/api/imports/${id}?level=${level}&after=${after ?? 0}&limit=50`, options))
    .rows;
export const checkImport = (id: string, mapping: Mapping) =>
  post<Import>(`/api/imports/${id}/check`, { mapping });
export const applyImport = (id: string) => post<Import>(`/api/imports/${id}/apply`);
export const cancelImport = (id: string) => post<undefined>(`/api/imports/${id}/cancel`);
export const removeImport = (id: string) => del<undefined>(`/api/imports/${id}`);
export const takeRejected = (id: string, name: string) =>
  download(`/api/imports/${id}/rejected.xlsx`, name);

export const running = (state: ImportState) => state === "checking" || state === "applying";
export const acceptable = (one: Summary) => one.clean + one.hints + one.warnings;
