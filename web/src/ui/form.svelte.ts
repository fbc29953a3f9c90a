// SPDX-License-Identifier: Apache-2.0
// What every form does alike: keeps what was typed, shows refusals at their fields, sends once,
// and meets someone who saved first.

import { untrack } from "svelte";
import { ApiError } from "@/api/client";
import type { Finding } from "@/api/base";
import { randomId } from "@/lib/random";
import { hold } from "@/lib/router.svelte";
import { draftOf, keepDraft } from "./drafts";

export interface Clash<V> {
  base: V;
  mine: V;
  theirs: V;
}

const copy = <V>(value: V): V => JSON.parse(JSON.stringify(value)) as V;
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The fields that differ between two states of a form; the version is no field. */
export function changedFields<V extends object>(from: V, to: V): (keyof V & string)[] {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]) as Set<keyof V & string>;
  names.delete("version" as keyof V & string);
  return [...names].filter((name) => !same(from[name], to[name]));
}

/** What they changed and is not the same here; a field that only I changed needs no question. */
export function askedFields<V extends object>({ base, mine, theirs }: Clash<V>) {
  return changedFields(base, theirs).filter((name) => !same(mine[name], theirs[name]));
}

export class Form<V extends object> {
  values = $state({}) as V;
  /** The names of the fields on the screen, for summaries and the conflict dialog. */
  labels: Record<string, string> = {};
  findings = $state.raw<Finding[]>([]);
  failure = $state.raw<unknown>(null);
  busy = $state(false);
  clash = $state.raw<Clash<V> | null>(null);
  saved = $state(0);
  /** What stands here was typed before another part of the page was opened. */
  restored = $state(false);
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

  /** Someone saved first, and this form has no fields of theirs to choose between. */
  get stale(): boolean {
    const { failure } = this;
    return failure instanceof ApiError && failure.status === 409 && failure.code === "conflict";
  }

  /**
   * From here on what is typed outlives the form: opened again under this name, on the same page,
   * by the same person, it goes on where it stopped. In memory only. `asks`: before the page is
   * left; a dialog that was closed does not.
   */
  keep(name: string, { asks = true } = {}): this {
    untrack(() => {
      const before = draftOf(name) as Form<V> | undefined;
      keepDraft(name, this, asks);
      if (before && before !== this && before.dirty) this.#goOn(before);
    });
    return this;
  }

  /**
   * Fields that nobody touched take the newest state. One that both changed is asked: on saving,
   * or at once where no version would tell.
   */
  #goOn(before: Form<V>): void {
    const [base, mine, fresh] = [before.#base, copy(before.values), this.#base];
    const touched = changedFields(base, mine);
    const theirs = changedFields(base, fresh);
    const both = touched.filter((name) => theirs.includes(name) && !same(mine[name], fresh[name]));
    if (both.length && !("version" in fresh)) {
      this.clash = { base: copy(base), mine, theirs: copy(fresh) };
      this.values = copy(mine);
    } else if (both.length) {
      this.#base = copy(base);
      this.values = mine;
    } else {
      for (const name of touched) this.values[name] = mine[name];
    }
    this.#key = before.#key;
    this.#sent = before.#sent;
    this.restored = this.dirty;
  }

  /** Takes back what was typed. */
  undo(): void {
    this.reset(this.#base);
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
    this.restored = false;
  }

  /**
   * Sends the values. The same content keeps its Idempotency-Key, so pressing again after a lost
   * answer records nothing twice. `reread` fetches the row when someone saved first: a save that
   * touched none of these fields is no question, and ours goes again over it.
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
      return await this.#send(send, reread, 3);
    } finally {
      this.busy = false;
    }
  }

  async #send<R>(
    send: (values: V, options: { key: string }) => Promise<R>,
    reread: (() => Promise<V>) | undefined,
    tries: number,
  ): Promise<R | null> {
    try {
      const answer = await send(copy(this.values), { key: this.#key });
      this.findings = [];
      this.#base = copy(this.values);
      this.#sent = "";
      this.saved = Date.now();
      this.restored = false;
      return answer;
    } catch (error) {
      const first = error instanceof ApiError && error.status === 409 && error.code === "conflict";
      if (!first || !reread) return this.#refused(error);
      return (await this.#meet(reread, tries)) ? this.#send(send, reread, tries - 1) : null;
    }
  }

  /** Someone saved first: true when their version can be carried on without a question. */
  async #meet(reread: () => Promise<V>, tries: number): Promise<boolean> {
    try {
      const theirs = await reread();
      const clash = { base: copy(this.#base), mine: copy(this.values), theirs };
      if (tries > 0 && askedFields(clash).length === 0) {
        this.settle({ ...theirs, ...this.#mine() }, theirs);
        this.#key = randomId();
        this.#sent = JSON.stringify(this.values);
        return true;
      }
      this.clash = clash;
    } catch (second) {
      this.failure = second;
    }
    return false;
  }

  #mine(): Partial<V> {
    const out: Partial<V> = {};
    for (const name of changedFields(this.#base, this.values)) out[name] = this.values[name];
    return copy(out) as Partial<V>;
  }

  #refused(error: unknown): null {
    this.#sent = "";
    this.findings = error instanceof ApiError ? error.findings : [];
    this.failure = this.loose.length < this.findings.length ? null : error;
    queueMicrotask(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    return null;
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
    return hold(() => this.dirty && !this.busy);
  }
}
