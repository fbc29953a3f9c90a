// SPDX-License-Identifier: Apache-2.0
import type { Snippet } from "svelte";
import { compareText } from "@/lib/order";

export interface Column<T> {
  key: string;
  label: string;
  /** Plain words of the cell: shown when there is no `cell`, and in the export. */
  text: (row: T) => string;
  cell?: Snippet<[T]>;
  /** CSS width such as "120px"; one column without a width takes the rest. */
  width?: string;
  align?: "right" | "center";
  mute?: boolean;
  /** True: sorts by its words. A function: by what it gives. A string: the server's sort name. */
  sort?: true | string | ((row: T) => string | number);
  /** Not shown until chosen. */
  hidden?: boolean;
}

export interface Sort {
  key: string;
  down: boolean;
}

export interface Group {
  key: string;
  title: string;
  note?: string;
  /** Starts folded. */
  folded?: boolean;
}

/** A line of the table: a row of the list, or the head of a group. */
export type Line<T> = { row: T; index: number } | { group: Group; size: number; folded: boolean };

export function sorted<T>(
  rows: readonly T[],
  columns: Column<T>[],
  sort: Sort | null,
): readonly T[] {
  const column = columns.find((one) => one.key === sort?.key);
  const by = column?.sort;
  if (!sort || !column || !by || typeof by === "string") return rows;
  const value = by === true ? column.text : by;
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  keyed.sort((a, b) =>
    typeof a.key === "number" && typeof b.key === "number"
      ? a.key - b.key
      : compareText(String(a.key), String(b.key)),
  );
  if (sort.down) keyed.reverse();
  return keyed.map((one) => one.row);
}

/** Rows and group heads in the order they stand; rows of one group must stand together. */
export function linesOf<T>(
  rows: readonly T[],
  groupOf: ((row: T) => Group) | undefined,
  toggled: ReadonlySet<string>,
): Line<T>[] {
  if (!groupOf) return rows.map((row, index) => ({ row, index }));
  const groups = new Map<string, { group: Group; rows: { row: T; index: number }[] }>();
  rows.forEach((row, index) => {
    const group = groupOf(row);
    const found = groups.get(group.key) ?? { group, rows: [] };
    found.rows.push({ row, index });
    groups.set(group.key, found);
  });
  return [...groups.values()].flatMap(({ group, rows: own }) => {
    const folded = toggled.has(group.key) !== (group.folded ?? false);
    return [{ group, size: own.length, folded }, ...(folded ? [] : own)];
  });
}

/** Where every line begins, heads of groups being lower than rows. */
export function topsOf<T>(lines: readonly Line<T>[], head: number, row: number): number[] {
  let y = 0;
  return lines.map((line) => {
    const top = y;
    y += "group" in line ? head : row;
    return top;
  });
}

const LEAST = 150; // what a column without a width needs to be read

const need = <T>(column: Column<T>) => Number.parseInt(column.width ?? "", 10) || LEAST;

/**
 * The columns that a narrow pane has room for: quiet ones leave first, from the end; the first
 * always stays. What leaves is still in the export and in the choice of columns.
 */
export function fitting<T>(columns: Column<T>[], width: number): Column<T>[] {
  let kept = [...columns];
  const room = () => kept.reduce((sum, one) => sum + need(one), 0) <= width;
  for (const quiet of [true, false]) {
    for (const one of [...columns].reverse()) {
      if (room() || kept.length <= 2) return kept;
      if (one !== columns[0] && Boolean(one.mute) === quiet) {
        kept = kept.filter((column) => column !== one);
      }
    }
  }
  return kept;
}

/** The row at this line or the next one on that way; at the end of the way the one behind; -1: none. */
export function rowNear<T>(lines: readonly Line<T>[], at: number, down: boolean): number {
  const from = Math.min(lines.length - 1, Math.max(0, at));
  const isRow = (line: Line<T>) => "row" in line;
  const under = lines.findIndex((line, n) => n >= from && isRow(line));
  const over = lines.findLastIndex((line, n) => n <= from && isRow(line));
  return down ? (under < 0 ? over : under) : over < 0 ? under : over;
}

/** How high all lines are together. */
export function heightOf<T>(lines: readonly Line<T>[], head: number, row: number): number {
  return lines.reduce((sum, line) => sum + ("group" in line ? head : row), 0);
}

/** The first line whose bottom lies under `y`, given where every line begins. */
export function lineAt(tops: readonly number[], y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** A cell of a CSV file; one that a spreadsheet would run as a formula is written as text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** Semicolons and a byte-order mark: what a Vietnamese Excel opens with a double click. */
export function csv<T>(columns: Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map((column) => csvCell(column.label)),
    ...rows.map((row) => columns.map((column) => csvCell(column.text(row)))),
  ];
  return `\ufeff${lines.map((cells) => cells.join(";")).join("\r\n")}\r\n`;
}
