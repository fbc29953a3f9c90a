// SPDX-License-Identifier: Apache-2.0
// What a first visit brings over the wire: the shell with its first page, and the gate before its scanner.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, openPage, signIn } from "./support/browser.mjs";
import { firstLoad } from "./support/first_load.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const kilobytes = (bytes) => Math.round(bytes / 100) / 10;

describe("a first visit", () => {
  it("to the first page brings at most 250 kB, fonts and data with it", async () => {
    const page = await openPage(browser, server.url, { expect: [/status of 401/] });
    await signIn(page, "canbo", "minh-hoa-ketnap-2026");
    const seen = await firstLoad(page, "/", "#main h1");
    assert.ok(seen.bytes.Script > 10_000 && seen.bytes.Font > 10_000, JSON.stringify(seen.bytes));
    assert.ok(seen.all <= 250_000, `${kilobytes(seen.all)} kB: ${JSON.stringify(seen.bytes)}`);
    await page.context().close();
  });

  it("to the page of sign-in brings at most 250 kB", async () => {
    const page = await openPage(browser, server.url, { expect: [/status of 401/] });
    const seen = await firstLoad(page, "/sign-in", "form button");
    assert.ok(seen.all <= 250_000, `${kilobytes(seen.all)} kB: ${JSON.stringify(seen.bytes)}`);
    await page.context().close();
  });

  it("to the gate brings at most 150 kB before the scanner", async () => {
    const page = await openPage(browser, server.url, { expect: [/status of 40[13]/] });
    const seen = await firstLoad(page, "/gate", "main, h1");
    assert.ok(seen.all <= 150_000, `${kilobytes(seen.all)} kB: ${JSON.stringify(seen.bytes)}`);
    await page.context().close();
  });
});
