// SPDX-License-Identifier: Apache-2.0
// A list of the server, fetched page by page with its cursor as the reader scrolls.

import { untrack } from "svelte";
import type { Page } from "./base";
import { isAbort } from "./client";

export type Fetch<T> = (cursor: string | null, signal: AbortSignal) => Promise<Page<T>>;

export class List<T> {
  items = $state.raw<T[]>([]);
  count = $state(0);
  capped = $state(false);
  next = $state<string | null>(null);
  /** "first": nothing to show yet. "more": the next page is on its way. */
  loading = $state<"" | "first" | "more">("first");
  error = $state<unknown>(null);
  #fetch: Fetch<T>;
  #stop: AbortController | null = null;

  constructor(fetch: Fetch<T>) {
    this.#fetch = fetch;
  }

  /** Fetches the first page anew; what is shown stays until the answer is there. */
  reload = async (): Promise<void> => {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    untrack(() => (this.loading = this.items.length ? "more" : "first"));
    this.error = null;
    try {
      const page = await this.#fetch(null, stop.signal);
      this.items = page.items;
      this.#take(page);
    } catch (error) {
      if (!isAbort(error) && this.#stop === stop) this.#failed(error);
    }
  };

  /** Fetches the next page, if there is one and none is on its way. */
  more = async (): Promise<void> => {
    if (this.loading || this.next === null) return;
    const stop = this.#stop ?? new AbortController();
    this.loading = "more";
    try {
      const page = await this.#fetch(this.next, stop.signal);
      if (stop.signal.aborted) return;
      this.items = [...this.items, ...page.items];
      this.#take(page);
    } catch (error) {
      if (!isAbort(error)) this.#failed(error);
    }
  };

  /** Every row up to `limit`, for print and export. */
  all = async (limit = 20_000): Promise<T[]> => {
    while (this.next !== null && this.items.length < limit && !this.error) {
      await this.more();
    }
    return this.items;
  };

  /** Puts a changed row in the place of the old one. */
  patch = (same: (row: T) => boolean, row: T): void => {
    this.items = this.items.map((one) => (same(one) ? row : one));
  };

  #take(page: Page<T>): void {
    this.next = page.next || null;
    this.count = page.count;
    this.capped = page.count_capped;
    this.loading = "";
  }
  #failed(error: unknown): void {
    this.error = error;
    this.loading = "";
  }
}
