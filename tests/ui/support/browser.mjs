// SPDX-License-Identifier: Apache-2.0
// Chromium with a listener for everything that must not happen on a page.

import axe from "axe-core";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { watch } from "./canary.mjs";
import { askNoFactor, setUpFactor } from "./factor.mjs";
import { root } from "./server.mjs";

export const desk = { width: 1366, height: 768 };
export const phone = { width: 390, height: 844 };

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export function launch(args = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [...flags, ...args],
  });
}

/**
 * A page of its own browser profile. `wrong()` lists what must not have happened: console errors,
 * broken scripts, refusals of the security policy, dialogs, requests that left the program.
 */
export async function openPage(browser, url, { size = desk, expect = [] } = {}) {
  const context = await browser.newContext({ viewport: size, baseURL: url, locale: "vi-VN" });
  const page = await context.newPage();
  watch(page);
  const seen = [];
  const tell = (what) => {
    if (!expect.some((pattern) => pattern.test(what))) seen.push(what);
  };
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("console", (message) => {
    if (message.type() === "error") tell(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => tell(`script: ${error.message}`));
  page.on("dialog", (dialog) => {
    tell(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(url) && !/^(blob|data|about):/.test(to)) tell(`outside: ${to}`);
  });
  return Object.assign(page, { wrong: () => seen });
}

export async function typePassword(page, user, password) {
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập").fill(user);
  await page.getByLabel("Mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
}

/** Signs in. The first account of a new office sets up its second factor, and then asks nobody for one. */
export async function signIn(page, user, password) {
  await typePassword(page, user, password);
  const wanted = page.getByText("Không quét được");
  await page.locator("#main").or(wanted).waitFor();
  if (!(await wanted.isVisible())) return;
  await setUpFactor(page);
  await page.locator("#main").waitFor();
  await askNoFactor(page);
}

/** The question before a file goes; files sent one behind the other are asked for once. */
export async function sayNoSecret(page) {
  const none = page.getByRole("dialog").getByRole("button", { name: "Không có", exact: true });
  await none.click({ timeout: 2_000 }).catch(() => undefined);
}

/** Waits until nothing is on its way any more. */
export async function settled(page) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What axe finds serious or critical, one line each. */
export async function axeFindings(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    }),
  );
  return violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 5).join(" | ")}`);
}

/** Keeps a picture under build/ui, where a person can look at it. */
export async function picture(page, name) {
  const folder = process.env.KETNAP_SHOTS ?? join(root, "build/ui");
  mkdirSync(folder, { recursive: true });
  const { width } = page.viewportSize();
  await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
}
