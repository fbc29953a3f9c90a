// SPDX-License-Identifier: Apache-2.0
// Days that do not follow the week, a year at a time, as the office's calendar has them.

import type { Page } from "./base";
import { del, get, put, type CallOptions } from "./client";
import type { AppDayView } from "./types";

export type SpecialDay = AppDayView;

const years = $state<Record<number, SpecialDay[] | undefined>>({});

export async function readYear(year: number, again = false): Promise<SpecialDay[]> {
  const known = years[year];
  if (known && !again) return known;
  const { items } = await get<Page<SpecialDay>>(`/api/calendar?year=${year}`);
  years[year] = items;
  return items;
}

/** What is special about a day, of the years read so far. */
export function specialDay(iso: string): SpecialDay | undefined {
  return years[Number(iso.slice(0, 4))]?.find((day) => day.on === iso);
}

export const setDay = (
  on: string,
  day: { working: boolean; name: string; basis: string },
  options: CallOptions,
) => put<void>(`/api/calendar/${on}`, day, options);
export const dropDay = (on: string) => del<void>(`/api/calendar/${on}`);
