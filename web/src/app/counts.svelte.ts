// SPDX-License-Identifier: Apache-2.0
// The one number that matters beside each entry of the rail, from the same answer as the home page.

import { get } from "@/api/client";
import type { Home } from "@/api/home";
import { place } from "@/lib/router.svelte";
import { session } from "@/api/session.svelte";

export interface RailCount {
  count: string;
  late: boolean;
}

export const counts = $state<{ by: Record<string, RailCount> }>({ by: {} });

const FRESH = 60_000;
let read = 0;
let campaign = "";

/** Reads the numbers again when the page or the campaign changes, at most once a minute. */
export function readCounts(): void {
  void place.path;
  if (place.path === "/") return; // the home page reads the same answer itself
  const now = Date.now();
  if (session.campaign === campaign && now - read < FRESH) return;
  read = now;
  campaign = session.campaign;
  get<Home>(`/api/home?campaign=${encodeURIComponent(campaign)}`, { once: true })
    .then((home) => {
      takeCounts(home);
    })
    .catch(() => {
      read = 0; // the rail works without numbers; the home page says what is wrong
    });
}

export function takeCounts(home: Home): void {
  const by: Record<string, RailCount> = {};
  for (const stage of home.stages) {
    const number = stage.late || stage.open;
    if (number) by[stage.id] = { count: String(number), late: stage.late > 0 };
  }
  if (home.mine.length) by.home = { count: String(home.mine.length), late: false };
  counts.by = by;
}
