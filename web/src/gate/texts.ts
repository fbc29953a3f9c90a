// SPDX-License-Identifier: Apache-2.0
// The gate's own words and those of the parts it is built of; the office's would weigh more than the gate.
import { byFile } from "@/i18n/load";
import { setDictionary, type Dictionary, type Language } from "@/lib/i18n";

type Files = Record<string, Dictionary[string]>;

export async function loadGateTexts(lang: Language): Promise<void> {
  const files: Record<Language, Record<string, () => Promise<Dictionary[string]>>> = {
    vi: import.meta.glob<Dictionary[string]>("../i18n/vi/{gate,ui}.json", { import: "default" }),
    en: import.meta.glob<Dictionary[string]>("../i18n/en/{gate,ui}.json", { import: "default" }),
  };
  const read = Object.entries(files[lang]).map(async ([path, load]) => [path, await load()]);
  setDictionary(lang, byFile(Object.fromEntries(await Promise.all(read)) as Files));
  document.documentElement.lang = lang;
}
