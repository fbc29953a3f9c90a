// SPDX-License-Identifier: Apache-2.0
// Days that do not follow the week, a year at a time, as the office's calendar has them.

import { get } from "./client";

export interface SpecialDay {
  on: string;
  kind: string;
  name: string;
  working: boolean;
  basis: string;
  /** Added by the office itself, so it can be taken back. */
  own: boolean;
}
export interface CalendarYear {
  year: number;
  /** False: no calendar file says anything about this year yet. */
  covered: boolean;
  days: SpecialDay[];
}

const years = $state<Record<number, CalendarYear | undefined>>({});

export async function readYear(year: number, again = false): Promise<CalendarYear> {
  const known = years[year];
  if (known && !again) return known;
  const read = await get<CalendarYear>(`/api/calendar?year=${year}`);
  years[year] = read;
  return read;
}

/** What is special about a day, of the years read so far. */
export function specialDay(iso: string): SpecialDay | undefined {
  return years[Number(iso.slice(0, 4))]?.days.find((day) => day.on === iso);
}
