// SPDX-License-Identifier: Apache-2.0
import type { Rule, RuleSet } from "@/api/rules";
import { dateText } from "@/lib/dates";
import { finds } from "@/lib/fold";
import type { Tone } from "@/ui/Level.svelte";

export const toneOf = (confidence: string): Tone =>
  confidence === "high" ? "ok" : confidence === "medium" ? "hint" : "warning";

/** Document, its date and point as one line. */
export const citeText = (cite: { doc: string; date: string; point: string }) =>
  [cite.doc, dateText(cite.date), cite.point].filter(Boolean).join(", ");

/** What search looks through, without marks. */
export const ruleFits = (rule: Rule, query: string) =>
  finds([rule.title, rule.words, rule.note, rule.id, citeText(rule.cite)].join(" "), query);

export const doubtful = (rule: Rule) => !rule.known || rule.confidence === "low";

export interface RuleGroup {
  key: string;
  title: string;
  rules: Rule[];
}

export function grouped(rules: readonly Rule[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>();
  for (const rule of rules) {
    const group = groups.get(rule.group) ?? { key: rule.group, title: rule.group_title, rules: [] };
    group.rules.push(rule);
    groups.set(rule.group, group);
  }
  return [...groups.values()];
}

/** A set by the short name of its document: "Quy định 294-QĐ/TW". */
export const shortTitle = (set: RuleSet) => set.title.replace(/ ngày .*$/, "");

/** The one of several sets in force that day, and those arguable beside it. */
export function argued(sets: readonly RuleSet[], day: string): { set: RuleSet; why: string }[] {
  return sets.flatMap((set) =>
    set.arguable
      .filter((one) => one.from <= day && day <= one.until)
      .map((one) => ({ set, why: one.why })),
  );
}
