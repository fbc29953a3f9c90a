// SPDX-License-Identifier: Apache-2.0
// A program with its data folder, a browser, and what every page is watched for.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const top = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(join(top, "web", "package.json"));
const { chromium } = require("playwright-core");
const axeSource = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const program = process.env.KETNAP_PROGRAM ?? join(top, "build", "release", "ketnap");
export const pictures = join(top, "build", "ui");

export const desktop = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };

export async function run(...args) {
  return (await promisify(execFile)(program, args, { maxBuffer: 1 << 28 })).stdout;
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer().on("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A served data folder; `fill` makes its contents first. Everything ends with close(). */
export async function office(fill = async () => {}) {
  const folder = await mkdtemp(join(tmpdir(), "ketnap-ui-"));
  const data = join(folder, "data");
  const facts = await fill(data, folder);
  const port = await freePort();
  const child = spawn(program, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`]);
  const said = { log: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (said.log += piece));
  const ended = new Promise((done) => child.on("exit", done));
  const base = `http://127.0.0.1:${port}`;
  await until(async () => {
    assert.equal(child.exitCode, null, said.log);
    return (await fetch(`${base}/healthz`).catch(() => null))?.ok;
  }, "the server");
  return {
    base,
    data,
    folder,
    facts,
    said,
    async close() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function until(condition, what, ms = 20_000) {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    const found = await condition();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`waited ${ms} ms in vain for ${what}`);
}

export async function browser() {
  await mkdir(pictures, { recursive: true });
  return chromium.launch({
    executablePath: process.env.KETNAP_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      "--no-first-run",
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
    ],
  });
}

/** A browser of one person: a page and the list of what went wrong on it. */
export async function person(chrome, base, { viewport = desktop, locale = "vi-VN" } = {}) {
  const context = await chrome.newContext({ baseURL: base, viewport, locale, reducedMotion: "reduce" });
  const trouble = [];
  await context.exposeBinding("ketnapTrouble", (_source, text) => trouble.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.ketnapTrouble(`content security: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== base && !["blob:", "data:", "about:"].includes(url.protocol)) trouble.push(`asked ${url.origin}`);
  });
  context.on("dialog", (dialog) => {
    trouble.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("response", (response) => {
    if (response.status() >= 500) trouble.push(`${response.status()} ${response.url()}`);
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => trouble.push(`script error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/the server responded with a status of 4\d\d/.test(message.text())) trouble.push(`console: ${message.text()}`);
  });
  return { page, context, trouble, close: () => context.close() };
}

export function quiet(...people) {
  for (const { trouble } of people) assert.deepEqual(trouble, []);
}

export async function signIn(page, user, password) {
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập", { exact: true }).fill(user);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await settled(page);
}

/** Nothing is loading any more and the letters are there. */
export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await until(async () => (await page.locator("[aria-busy=true]").count()) === 0, "the page to be ready");
}

/** axe-core finds nothing serious. */
export async function axe(page, where) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }),
  );
  const serious = violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  assert.deepEqual(serious, [], `axe at ${where}`);
}

/** The page does not run out of its window sideways. */
export async function fits(page, where) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window + 1, `${where}: ${content} px of content in a window of ${window}`);
}

/** Looks at a page: fits, accessible, and a picture for people. */
export async function look(page, name) {
  await settled(page);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await fits(page, name);
  await axe(page, name);
}
