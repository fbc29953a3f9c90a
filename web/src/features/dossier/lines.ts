// SPDX-License-Identifier: Apache-2.0
// Forms over a list whose lines are edited one at a time: refusals open the line they stand in.

import { tick } from "svelte";
import type { Form } from "@/ui/form.svelte";
import { present, type Lines } from "./inputs";

/** Names lines and their boxes, also of those that are closed, so that no refusal goes astray. */
export function nameLines<T>(
  form: Form<Lines<T>>,
  list: string,
  boxes: readonly string[],
  words: (line: T) => string,
): void {
  present(form.values).forEach(([key, line], i) => {
    form.labels[key] = words(line);
    for (const box of boxes) form.labels[`${list}[${i}].${box}`] = words(line);
  });
}

/** The first line that was refused, or empty. */
export function refusedLine<T>(form: Form<Lines<T>>, list: string): string {
  const at = form.findings
    .flatMap((one) => one.where)
    .find((where) => where.field.startsWith(`${list}[`));
  const nth = Number(/\[(\d+)\]/.exec(at?.field ?? "")?.[1] ?? -1);
  return present(form.values)[nth]?.[0] ?? "";
}

/** Puts the cursor into what just came up: the refused box, else the first one. */
export async function enter(within: HTMLElement | undefined): Promise<void> {
  await tick();
  const box =
    within?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    within?.querySelector<HTMLElement>(".edit :is(input, select, textarea):not(:disabled)");
  box?.focus();
  box?.closest("li")?.scrollIntoView({ block: "nearest" });
}
