// SPDX-License-Identifier: Apache-2.0
import type { Dictionary } from "@/lib/i18n";
import { byFile } from "./load";

export const dictionary: Dictionary = byFile(
  import.meta.glob("./vi/*.json", { eager: true, import: "default" }),
);
