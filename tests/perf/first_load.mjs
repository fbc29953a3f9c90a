// SPDX-License-Identifier: Apache-2.0
// How long a first visit takes in Chromium on a machine a quarter as fast, and what it brings over the wire. Prints
// lines as program_bench.py does; exits 1 when a budget is missed.

import { launch, openPage, signIn } from "../ui/support/browser.mjs";
import { firstLoad } from "../ui/support/first_load.mjs";
import { startServer } from "../ui/support/server.mjs";

const slower = 4;
const rounds = 5;
let missed = 0;

function say(name, figure, unit, budget) {
  const over = figure > budget;
  if (over) missed = 1;
  const shown = figure.toLocaleString("en-US", { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  console.log(`${name.padEnd(52)} ${shown.padStart(12)} ${unit.padEnd(10)} budget ${budget}${over ? "  MISSED" : ""}`);
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

const server = await startServer({ demo: [] });
const browser = await launch();
for (const [name, path, usable, budget] of [
  ["first page", "/", "#main h1", 250],
  ["page of sign-in", "/sign-in", "form button", 250],
]) {
  const seen = [];
  for (let round = 0; round < rounds; ++round) {
    const page = await openPage(browser, server.url, { expect: [/status of 401/] });
    if (path === "/") await signIn(page, "canbo", "minh-hoa-ketnap-2026");
    seen.push(await firstLoad(page, path, usable, slower));
    await page.context().close();
  }
  say(`${name}: usable at CPU / 4 (median of ${rounds})`, median(seen.map((one) => one.milliseconds)), "ms wall", 1000);
  say(`${name}: over the wire`, seen[0].all / 1000, "kB", budget);
}
await browser.close();
await server.stop();
process.exitCode = missed;
