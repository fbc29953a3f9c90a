// SPDX-License-Identifier: Apache-2.0
import { setDictionary, type Dictionary, type Language } from "@/lib/i18n";

/** Fetches one language's texts (one file) and puts them in place. */
export async function loadTexts(lang: Language): Promise<void> {
  const loaded = lang === "en" ? await import("./en") : await import("./vi");
  setDictionary(lang, loaded.dictionary);
  document.documentElement.lang = lang;
}

/** { "./vi/people.json": texts } → { people: texts }. */
export function byFile(files: Record<string, Dictionary[string]>): Dictionary {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ""), texts]),
  );
}
