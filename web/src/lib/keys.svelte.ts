// SPDX-License-Identifier: Apache-2.0
// Keys of the page, each with the words that `?` lists. A screen adds its own while it is shown.

import { untrack } from "svelte";

export interface Key {
  /** "j", "Enter", "Escape", "ctrl+Enter", "/" */
  key: string;
  says: string;
  run: (event: KeyboardEvent) => void;
  /** Also while typing in a field. */
  typing?: boolean;
}

let sets: Key[][] = $state.raw([]);

export function listKeys(): Key[] {
  return sets.flat().filter((one) => one.says);
}

/** Adds keys; call it in an $effect and return what it gives back. Later sets win. */
export function addKeys(keys: Key[]): () => void {
  untrack(() => (sets = [...sets, keys]));
  return () => untrack(() => (sets = sets.filter((one) => one !== keys)));
}

export function nameOf(event: KeyboardEvent): string {
  const ctrl = event.ctrlKey || event.metaKey ? "ctrl+" : "";
  return ctrl + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) {
    return !["checkbox", "radio", "button", "submit", "file"].includes(target.type);
  }
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Enter on a link or button presses it, whatever the page would do with Enter. */
function pressesItself(event: KeyboardEvent): boolean {
  return (
    (event.key === "Enter" || event.key === " ") &&
    event.target instanceof Element &&
    event.target.closest("a[href], button, summary, select, input, label") !== null
  );
}

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return;
    if (pressesItself(event) && !event.ctrlKey) return;
    const typing = isTyping(event.target);
    const name = nameOf(event);
    const open = document.querySelector("dialog[open]") !== null;
    for (const set of [...sets].reverse()) {
      const found = set.find((one) => one.key === name && (!typing || one.typing));
      if (found && (!open || found.typing)) {
        event.preventDefault();
        found.run(event);
        return;
      }
    }
  });
}
