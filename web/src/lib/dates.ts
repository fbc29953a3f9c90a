// SPDX-License-Identifier: Apache-2.0
// Days as the server sends them ("2024-03-26", "1985-07", "1985") and as people read and type
// them (26/03/2024, 07/1985, 1985). Việt Nam is a fixed +07:00; the machine's zone is never asked.

const DAY = 86_400_000;
const ZONE = 7 * 3_600_000;

const two = (n: number) => String(n).padStart(2, "0");
const utc = (iso: string) => Date.parse(`${iso}T00:00:00Z`);

/** "2024-03-26" → "26/03/2024", "1985-07" → "07/1985", "1985" → "1985". */
export function dateText(iso: string | null | undefined): string {
  if (!iso) return "";
  return iso.split("-").reverse().join("/");
}

/** { d: 26, m: 3, y: 2024 }, for texts that speak a day. */
export function dayParts(iso: string): { d: number; m: number; y: number } {
  return { d: Number(iso.slice(8, 10)), m: Number(iso.slice(5, 7)), y: Number(iso.slice(0, 4)) };
}

/** "26/03" of a day of this year, else with the year. */
export function shortDate(iso: string | null | undefined, today?: string): string {
  if (!iso || iso.length < 10) return dateText(iso);
  if (today && today.slice(0, 4) !== iso.slice(0, 4)) return dateText(iso);
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}`;
}

/** A moment in milliseconds → "2024-08-05" in Việt Nam. */
export function dayOf(ms: number): string {
  return new Date(ms + ZONE).toISOString().slice(0, 10);
}

/** A moment in milliseconds → "07:40". */
export function timeText(ms: number): string {
  return new Date(ms + ZONE).toISOString().slice(11, 16);
}

/** A moment → "05/08 15:48", with the year when it is not this one. */
export function momentText(ms: number, today?: string): string {
  return `${shortDate(dayOf(ms), today)} ${timeText(ms)}`;
}

/** Whether year, month and day name a day that exists. */
export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000;
}

/**
 * Reads what a person typed: 26/3/2024, 26-03-2024, 26.3.2024, 26032024, 3/2024, 2024, or ISO.
 * Null when it is no day of the calendar. Two-digit years are refused: 26/3/24 has two readings.
 */
export function readDate(text: string): string | null {
  const t = text.trim();
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(t);
  const vn = /^(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ](\d{4})$/.exec(t);
  const run = /^(\d{2})(\d{2})(\d{4})$/.exec(t);
  if (/^\d{4}$/.test(t)) return Number(t) >= 1000 ? t : null;
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : vn
      ? [vn[3], vn[2], vn[1]]
      : run
        ? [run[3], run[2], run[1]]
        : [];
  if (!year || !month) return null;
  if (!isDay(Number(year), Number(month), Number(day ?? 1))) return null;
  return day === undefined
    ? `${year}-${two(Number(month))}`
    : `${year}-${two(Number(month))}-${two(Number(day))}`;
}

export function addDays(iso: string, days: number): string {
  return new Date(utc(iso) + days * DAY).toISOString().slice(0, 10);
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to) - utc(from)) / DAY);
}

/** 1 for Monday … 7 for Sunday. */
export function weekday(iso: string): number {
  return new Date(utc(iso)).getUTCDay() || 7;
}

/** Six weeks of days, Monday first, that cover the month of `iso`. */
export function monthGrid(iso: string): string[] {
  const first = `${iso.slice(0, 7)}-01`;
  const start = addDays(first, 1 - weekday(first));
  return Array.from({ length: 42 }, (_, i) => addDays(start, i));
}

export function addMonths(iso: string, months: number): string {
  const date = new Date(utc(`${iso.slice(0, 7)}-01`));
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

/** Whole years and months lived on a day; null when the day of birth is not whole. */
export function ageOn(born: string, on: string): { years: number; months: number } | null {
  if (born.length < 10 || on.length < 10 || on < born) return null;
  const part = (iso: string, from: number, to: number) => Number(iso.slice(from, to));
  let months = 12 * (part(on, 0, 4) - part(born, 0, 4)) + part(on, 5, 7) - part(born, 5, 7);
  if (part(on, 8, 10) < part(born, 8, 10)) months -= 1;
  return { years: Math.floor(months / 12), months: months % 12 };
}
