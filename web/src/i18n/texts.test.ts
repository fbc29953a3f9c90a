// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const src = join(import.meta.dirname, "..");
const read = (lang: string) =>
  Object.fromEntries(
    readdirSync(join(src, "i18n", lang)).map((file) => [
      file.replace(".json", ""),
      JSON.parse(readFileSync(join(src, "i18n", lang, file), "utf8")) as Record<string, unknown>,
    ]),
  );
const vi = read("vi");
const en = read("en");

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(svelte|ts)$/.test(entry.name) && !entry.name.includes(".test.")) yield path;
  }
}

const holes = (text: unknown) =>
  [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].sort().join(" ");

describe("texts of the screens", () => {
  it("both languages have the same files and the same keys", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
    for (const [file, texts] of Object.entries(vi)) {
      expect(Object.keys(en[file] ?? {}).sort(), file).toEqual(Object.keys(texts).sort());
    }
  });

  it("both languages fill in the same values", () => {
    for (const [file, texts] of Object.entries(vi)) {
      for (const [key, text] of Object.entries(texts)) {
        expect(holes(en[file]?.[key]), `${file}.${key}`).toBe(holes(text));
      }
    }
  });

  it("no text is empty, shouts or cheers", () => {
    for (const [file, texts] of Object.entries({ ...vi })) {
      for (const [key, text] of Object.entries(texts)) {
        const words = JSON.stringify(text);
        expect(words, `${file}.${key}`).not.toMatch(/""|!|thành công/i);
      }
    }
  });

  it("every key that a source names has a text", () => {
    const missing: string[] = [];
    for (const path of sources(src)) {
      for (const [, key = ""] of readFileSync(path, "utf8").matchAll(/\bt\(\s*["']([\w.]+)["']/g)) {
        const dot = key.indexOf(".");
        if (!(key.slice(dot + 1) in (vi[key.slice(0, dot)] ?? {}))) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
