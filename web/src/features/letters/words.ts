// SPDX-License-Identifier: Apache-2.0
import type { Letter } from "@/api/envelope";
import { t } from "@/lib/i18n";
import type { Tone } from "@/ui/Level.svelte";

export const stateWords = (letter: Letter): string =>
  letter.outcome
    ? t(`letters.outcome_${letter.outcome}`)
    : t(letter.late ? "letters.late" : `letters.state_${letter.state}`);

export function stateTone(letter: Letter): Tone {
  if (letter.outcome) return letter.outcome === "confirmed" ? "ok" : "warning";
  if (letter.state === "sent") return letter.late ? "warning" : "todo";
  return letter.state === "cancelled" ? "none" : "todo";
}

export const waitWords = (letter: Letter): string =>
  letter.waiting_days == null ? "" : t("letters.days", { n: letter.waiting_days });
