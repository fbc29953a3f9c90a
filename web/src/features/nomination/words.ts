// SPDX-License-Identifier: Apache-2.0
// Words of a proposal that list and detail both say.

import type { Nomination } from "@/api/nominations";
import { t } from "@/lib/i18n";

export function standingOf(one: Nomination): string {
  if (one.state === "withdrawn") return t("nomination.withdrawn");
  return one.in_time ? t("nomination.in_time") : t("nomination.too_late");
}

export function toneOf(one: Nomination): "none" | "ok" | "late" {
  if (one.state === "withdrawn") return "none";
  return one.in_time ? "ok" : "late";
}
