// SPDX-License-Identifier: Apache-2.0
// What was typed into the forms of one page and is not saved, by the name of the form. In memory
// only, of one person: it holds names and opinions, which no browser may store.

import { session } from "@/api/session.svelte";
import { hold, place } from "@/lib/router.svelte";

interface Draft {
  readonly dirty: boolean;
  readonly busy: boolean;
}
const kept = new Map<string, { form: Draft; asks: boolean }>();
let owner = "";

const nameHere = (name: string) => `${place.path} ${name}`;

/** Someone else at this desk begins with nothing of the one before. */
function ofThisPerson(): void {
  const who = session.me?.user ?? owner;
  if (who !== owner) kept.clear();
  owner = who;
}

export function draftOf(name: string): Draft | undefined {
  ofThisPerson();
  return kept.get(nameHere(name))?.form;
}

export function keepDraft(name: string, form: Draft, asks: boolean): void {
  ofThisPerson();
  for (const [known, one] of kept) {
    if (!one.form.dirty && !known.startsWith(nameHere(""))) kept.delete(known);
  }
  kept.set(nameHere(name), { form, asks });
}

const unsaved = ([name, { form, asks }]: [string, { form: Draft; asks: boolean }]) =>
  asks && form.dirty && !form.busy && name.startsWith(nameHere(""));
hold(
  () => [...kept].some(unsaved),
  () => kept.clear(),
);
