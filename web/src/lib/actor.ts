// SPDX-License-Identifier: Apache-2.0
import { t } from "./i18n";

/** Who did it, in words: the audit names commands and the program itself by codes. */
export function actorText(actor: string): string {
  if (actor.startsWith("cli:")) return t("ui.actor_cli");
  if (actor === "setup") return t("ui.actor_setup");
  return actor === "" || actor === "system" ? t("ui.actor_system") : actor;
}
