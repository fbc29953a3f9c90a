// SPDX-License-Identifier: Apache-2.0
// The strip of days of the planner: which columns there are, and who shares a clock.

import type { DayPlan, PlannedDay, PlannedPerson } from "@/api/planner";
import { addDays, daysBetween } from "@/lib/dates";

export interface StripDay {
  on: string;
  /** Null on a day off. */
  count: PlannedDay | null;
}

/** Every day from the first to the last working day of the plan's span. */
export function stripOf(plan: DayPlan): StripDay[] {
  const first = plan.days[0]?.on;
  const last = plan.days.at(-1)?.on;
  if (!first || !last) return [];
  const by = new Map(plan.days.map((day) => [day.on, day]));
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => {
    const on = addDays(first, i);
    return { on, count: by.get(on) ?? null };
  });
}

export interface ClockGroup {
  from: string;
  due: string;
  people: PlannedPerson[];
  late: number;
}

/** Whoever is not done yet by the day the clock started, earliest first. */
export function clockGroups(people: readonly PlannedPerson[]): ClockGroup[] {
  const groups = new Map<string, ClockGroup>();
  for (const one of people) {
    if (!one.from || one.standing === "held") continue;
    const key = `${one.from} ${one.due_on}`;
    const group = groups.get(key) ?? {
      from: one.from,
      due: one.due_on,
      people: [],
      late: one.late_by,
    };
    group.people.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Names of days off, runs of one name as one: "Tết 08–14/02". */
export function offRuns(off: DayPlan["days_off"]): { name: string; from: string; to: string }[] {
  const runs: { name: string; from: string; to: string }[] = [];
  for (const day of off) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day.on) last.to = day.on;
    else runs.push({ name: day.name, from: day.on, to: day.on });
  }
  return runs;
}
