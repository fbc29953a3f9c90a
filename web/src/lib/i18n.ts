// SPDX-License-Identifier: Apache-2.0
// Texts of the screens. A key is "<file>.<name>"; src/i18n/{vi,en}/<file>.json hold them.
// The language is chosen once, before the first page is drawn; changing it reloads the page.

export type Language = "vi" | "en";
type Text = string | { one: string; other: string };
export type Dictionary = Record<string, Record<string, Text>>;

let texts: Dictionary = {};
let current: Language = "vi";

export function language(): Language {
  return current;
}

export function setDictionary(lang: Language, dictionary: Dictionary): void {
  current = lang;
  texts = dictionary;
}

export function hasText(key: string): boolean {
  const dot = key.indexOf(".");
  return texts[key.slice(0, dot)]?.[key.slice(dot + 1)] !== undefined;
}

/**
 * The text of a key with {name} filled in. English texts that count are {one, other}, chosen by
 * `n`; Vietnamese ones never change with the number. A missing key shows itself.
 */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const dot = key.indexOf(".");
  const text = texts[key.slice(0, dot)]?.[key.slice(dot + 1)];
  if (text === undefined) return key;
  const chosen = typeof text === "string" ? text : Number(values.n) === 1 ? text.one : text.other;
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

const KEY = "ketnap.language";

/** The choice kept in this browser; the person's own setting wins once signed in. */
export function keptLanguage(): Language {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "vi";
  } catch {
    return "vi";
  }
}

export function keepLanguage(lang: Language): void {
  try {
    localStorage.setItem(KEY, lang);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
