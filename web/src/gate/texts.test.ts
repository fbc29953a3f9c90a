// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const src = join(import.meta.dirname, "..");

/** Every file of ours that the page is built of. */
function reached(path: string, seen: Set<string>): Set<string> {
  const file = [path, `${path}.ts`].find((one) => /\.(ts|svelte)$/.test(one) && existsSync(one));
  if (!file || seen.has(file)) return seen;
  seen.add(file);
  for (const [, from = ""] of readFileSync(file, "utf8").matchAll(
    /(?:from|import) "([@.][^"]*)"/g,
  )) {
    reached(from.startsWith("@/") ? join(src, from.slice(2)) : join(dirname(file), from), seen);
  }
  return seen;
}

describe("texts of the gate", () => {
  it("are all in the two files that it fetches", () => {
    const files = [...reached(join(src, "gate/main.ts"), new Set())];
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const keys = readFileSync(file, "utf8").matchAll(/\bt\(\s*["`]([a-z_]+)\./g);
      for (const [, texts] of keys) expect(["gate", "ui"], file).toContain(texts);
    }
  });
});
