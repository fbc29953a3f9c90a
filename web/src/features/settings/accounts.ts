// SPDX-License-Identifier: Apache-2.0
import { t } from "@/lib/i18n";
import { dateText } from "@/lib/dates";

export type {
  AppAccountView as Account,
  AppAnswer as Answer,
  AppChoice as Choice,
  AppChoices as Choices,
  AppGlassView as Glass,
  AppGrantView as Grant,
  AppLentPage as LentPage,
  AppLentView as Lent,
  AppReadLine as TrailLine,
  AppRoleChoice as Role,
} from "@/api/types";

/** "từ 01/03/2026 đến 31/03/2026", as far as it is known. */
export function spanText(from: string, until: string): string {
  return [
    from && t("settings.from_day", { on: dateText(from) }),
    until && t("settings.until_day", { on: dateText(until) }),
  ]
    .filter(Boolean)
    .join(" ");
}
