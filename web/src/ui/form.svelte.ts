// SPDX-License-Identifier: Apache-2.0
// What every form does alike: keeps what was typed, shows refusals at their fields, sends once,
// and meets someone who saved first.

import { ApiError } from "@/api/client";
import type { Finding } from "@/api/base";
import { randomId } from "@/lib/random";
import { hold } from "@/lib/router.svelte";
import { t } from "@/lib/i18n";

export interface Clash<V> {
  base: V;
  mine: V;
  theirs: V;
}

const copy = <V>(value: V): V => JSON.parse(JSON.stringify(value)) as V;
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export class Form<V extends object> {
  values = $state({}) as V;
  /** The names of the fields on the screen, for summaries and the conflict dialog. */
  labels: Record<string, string> = {};
  findings = $state.raw<Finding[]>([]);
  failure = $state.raw<unknown>(null);
  busy = $state(false);
  clash = $state.raw<Clash<V> | null>(null);
  saved = $state(0);
  #base: V;
  #key = randomId();
  #sent = "";

  constructor(initial: V) {
    this.#base = copy(initial);
    this.values = copy(initial);
  }

  get dirty(): boolean {
    return !same(this.values, this.#base);
  }

  /** The refusals that stand at one field ("name", "papers.2.signed_on"). */
  at(field: string): Finding[] {
    return this.findings.filter((one) => one.where.some((where) => where.field === field));
  }

  /** Refusals that no field of this form shows. */
  get loose(): Finding[] {
    return this.findings.filter((one) => !one.where.some((where) => where.field in this.labels));
  }

  /** Starts again from these values: another row, or the row as it was saved. */
  reset(values: V): void {
    this.#base = copy(values);
    this.values = copy(values);
    this.findings = [];
    this.failure = null;
    this.clash = null;
  }

  /**
   * Sends the values. The same content keeps its Idempotency-Key, so pressing again after a lost
   * answer records nothing twice. `reread` fetches the row when someone saved first.
   */
  async submit<R>(
    send: (values: V, options: { key: string }) => Promise<R>,
    reread?: () => Promise<V>,
  ): Promise<R | null> {
    if (this.busy) return null;
    const content = JSON.stringify(this.values);
    if (content !== this.#sent) this.#key = randomId();
    this.#sent = content;
    this.busy = true;
    this.failure = null;
    try {
      const answer = await send(copy(this.values), { key: this.#key });
      this.findings = [];
      this.#base = copy(this.values);
      this.#sent = "";
      this.saved = Date.now();
      return answer;
    } catch (error) {
      await this.#refused(error, reread);
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #refused(error: unknown, reread?: () => Promise<V>): Promise<void> {
    if (error instanceof ApiError && error.status === 409 && error.code === "conflict" && reread) {
      try {
        const theirs = await reread();
        this.clash = { base: copy(this.#base), mine: copy(this.values), theirs };
      } catch (second) {
        this.failure = second;
      }
      return;
    }
    this.#sent = "";
    this.findings = error instanceof ApiError ? error.findings : [];
    this.failure = this.loose.length < this.findings.length ? null : error;
    queueMicrotask(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  /** Takes the outcome of the conflict dialog; the next submit carries their version. */
  settle(values: V, theirs: V): void {
    this.#base = copy(theirs);
    this.values = copy(values);
    this.clash = null;
    this.findings = [];
  }

  /** In an $effect: asks before the page is left with text that is not saved. */
  guard(): () => void {
    return hold(() => !this.dirty || this.busy || window.confirm(t("ui.leave_unsaved")));
  }
}
