// SPDX-License-Identifier: Apache-2.0
// Conditions of a list. What is chosen stands in the address (back and links work); free text does
// not, since it may be a person's name.

import { go, place } from "@/lib/router.svelte";
import { keep, kept } from "@/lib/store";

export interface FilterOption {
  value: string;
  label: string;
}
export interface FilterDef {
  key: string;
  /** "many" and "one" choose from options, "org" a body, "years" a span, "text" free words. */
  kind: "one" | "many" | "org" | "years" | "text";
  /** The words before the chip, so that the bar reads as a sentence: "thuộc", "sinh". */
  lead: string;
  /** The name in the menu of conditions. */
  label: string;
  options?: FilterOption[];
}
export type FilterValues = Record<string, string[]>;
interface Saved {
  name: string;
  values: FilterValues;
}

export class Filters {
  readonly defs: FilterDef[];
  readonly id: string;
  values = $state.raw<FilterValues>({});
  text = $state("");
  saved = $state.raw<Saved[]>([]);

  constructor(id: string, defs: FilterDef[]) {
    this.id = id;
    this.defs = defs;
    this.saved = kept<Saved[]>(`filters.${id}`, []);
    const asked = new URLSearchParams(place.query);
    const values: FilterValues = {};
    for (const def of defs) {
      const given = asked.getAll(def.key).filter(Boolean);
      if (given.length && def.kind !== "text") values[def.key] = given;
    }
    this.values = values;
  }

  one(key: string): string {
    return this.values[key]?.[0] ?? "";
  }
  many(key: string): string[] {
    return this.values[key] ?? [];
  }
  get any(): boolean {
    return this.text.trim() !== "" || Object.keys(this.values).length > 0;
  }

  set(key: string, values: string[]): void {
    const next = { ...this.values };
    if (values.some(Boolean)) next[key] = values;
    else delete next[key];
    this.#take(next);
  }
  clear(): void {
    this.text = "";
    this.#take({});
  }

  /** Keeps the chosen conditions under a name in this browser; never free text. */
  save(name: string): void {
    const rest = this.saved.filter((one) => one.name !== name);
    this.#keep([...rest, { name, values: this.values }]);
  }
  forget(name: string): void {
    this.#keep(this.saved.filter((one) => one.name !== name));
  }
  use(saved: Saved): void {
    this.#take(saved.values);
  }

  #keep(saved: Saved[]): void {
    this.saved = saved;
    keep(`filters.${this.id}`, saved);
  }
  #take(values: FilterValues): void {
    this.values = values;
    const query = new URLSearchParams(
      Object.entries(values).flatMap(([key, all]) =>
        all.map((one): [string, string] => [key, one]),
      ),
    ).toString();
    go(place.path + (query ? `?${query}` : ""), { replace: true });
  }
}
