// SPDX-License-Identifier: Apache-2.0
// How the list of people scrolls in Chromium: node tests/perf/scroll.mjs http://127.0.0.1:PORT [ROWS] against a running
// demo office with many people. Scrolls down page by page until ROWS are loaded, drags to and fro, types a search
// without dấu, and prints long tasks and gaps between frames. A gap over 100 ms or a task over 50 ms is a stutter.

import { launch, openPage, settled, signIn } from "../ui/support/browser.mjs";

const [url, rows = "5000"] = process.argv.slice(2);
const password = process.env.KETNAP_PASSWORD ?? "minh-hoa-ketnap-2026";

const browser = await launch();
const page = await openPage(browser, url, { expect: [/401/] }); // nobody has signed in yet
await page.addInitScript(() => {
  const seen = { tasks: [], gaps: [], last: 0 };
  globalThis.seen = seen;
  new PerformanceObserver((list) =>
    list.getEntries().forEach((one) => seen.tasks.push(one.duration)),
  ).observe({ entryTypes: ["longtask"] });
  const frame = (now) => {
    if (seen.last) seen.gaps.push(now - seen.last);
    seen.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});
await signIn(page, process.env.KETNAP_USER ?? "canbo", password);
await page.goto("/people");
await settled(page);
await page.locator("tr.row").first().waitFor();

/** Runs `act` in the page with the scrolling box of the table; says what it cost. */
async function measured(name, act, ...given) {
  await page.evaluate(() => Object.assign(globalThis.seen, { tasks: [], gaps: [], last: 0 }));
  const said = await page.evaluate(act, ...given);
  const { tasks, gaps } = await page.evaluate(() => globalThis.seen);
  const sorted = gaps.sort((a, b) => a - b);
  const at = (share) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
  const longest = Math.max(0, ...tasks).toFixed(0);
  console.log(
    `${name}: ${said}; frames ${gaps.length}, gap median ${at(0.5)} ms, 99 of 100 ${at(0.99)} ms, ` +
      `longest ${at(1)} ms; long tasks ${tasks.length}, longest ${longest} ms`,
  );
}

await measured(
  `down to ${rows} rows`,
  async (wanted) => {
    const row = document.querySelector("tr.row");
    let box = row.parentElement;
    while (getComputedStyle(box).overflowY !== "auto") box = box.parentElement;
    globalThis.box = box;
    const height = row.getBoundingClientRect().height;
    const began = performance.now();
    const loaded = () => Math.round(box.scrollHeight / height);
    while (loaded() < wanted && performance.now() - began < 120_000) {
      box.scrollTop += box.clientHeight;
      await new Promise((done) => setTimeout(done, 30));
    }
    return `${loaded()} rows in ${((performance.now() - began) / 1000).toFixed(1)} s`;
  },
  Number(rows),
);
await measured("dragged to and fro", async () => {
  const { box } = globalThis;
  for (let n = 0; n < 60; ++n) {
    box.scrollTop = (box.scrollHeight - box.clientHeight) * Math.abs(Math.sin(n / 7));
    await new Promise((done) => requestAnimationFrame(done));
  }
  return "60 steps";
});
const search = page.getByRole("searchbox").first();
for (const words of ["nguyen an", "ng", "dang van binh"]) {
  const began = performance.now();
  const answered = page.waitForResponse((answer) => answer.url().endsWith("/api/people/query"));
  await search.fill(words);
  await answered;
  await page.locator("tr.row").first().waitFor();
  console.log(`search "${words}": shown after ${(performance.now() - began).toFixed(0)} ms`);
}
const wrong = page.wrong();
if (wrong.length) console.log(wrong.join("\n"));
await browser.close();
process.exitCode = wrong.length ? 1 : 0;
