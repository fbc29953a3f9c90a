// SPDX-License-Identifier: Apache-2.0
// Conditions of a list. What is chosen stands in the address (back and links work); free text does
// not, since it may be a person's name.

import { dropFilter, readFilters, saveFilter, type SavedFilter } from "@/api/filters";
import { compareText } from "@/lib/order";
import { go, place } from "@/lib/router.svelte";

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

export class Filters {
  readonly defs: FilterDef[];
  readonly id: string;
  values = $state.raw<FilterValues>({});
  text = $state("");
  saved = $state.raw<SavedFilter[]>([]);

  constructor(id: string, defs: FilterDef[]) {
    this.id = id;
    this.defs = defs;
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

  /** One's own saved filters and the office's; a list works without them. */
  async read(): Promise<void> {
    this.saved = await readFilters(this.id);
  }
  /** Keeps the chosen conditions under a name, in place of one's own of that name; never free text. */
  async save(name: string, shared: boolean): Promise<void> {
    const made = await saveFilter({ list: this.id, name, conditions: this.values, shared });
    const rest = this.saved.filter((one) => one.id !== made.id);
    this.saved = [...rest, made].sort((a, b) => compareText(a.name, b.name));
  }
  async forget(id: string): Promise<void> {
    await dropFilter(id);
    this.saved = this.saved.filter((one) => one.id !== id);
  }
  /** Conditions that this list no longer knows are left out. */
  use(saved: SavedFilter): void {
    const known = new Set(this.defs.map((def) => def.key));
    this.#take(
      Object.fromEntries(Object.entries(saved.conditions).filter(([key]) => known.has(key))),
    );
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
