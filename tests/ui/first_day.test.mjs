// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browser, look, office, person, phone, quiet, settled, signIn } from "./support.mjs";

const password = "một hai ba bốn năm";

describe("the first day of an office", () => {
  let home, chrome, officer;
  before(async () => {
    home = await office();
    chrome = await browser();
    officer = await person(chrome, home.base);
  });
  after(async () => {
    await chrome?.close();
    await home?.close();
  });

  test("the set-up link makes the office and its first account, and works once", async () => {
    const { page } = officer;
    const link = /\/setup#\S+/.exec(home.said.log)[0];
    await page.goto(link);
    await look(page, "setup");
    assert.ok(!page.url().includes("#"), "the token stays in the address");
    await page.getByLabel("Tên cơ quan").fill("Đảng ủy thử nghiệm");
    await page.getByLabel("Họ và tên").fill("Nguyễn Thị Cán Bộ");
    await page.getByLabel("Tên đăng nhập").fill("canbo");
    await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
    await page.getByLabel("Gõ lại mật khẩu").fill(password);
    await page.getByRole("button", { name: "Lập cơ quan" }).click();
    await page.waitForURL((url) => url.pathname === "/sign-in" || url.pathname === "/");
    await settled(page);
    quiet(officer);
  });

  test("a wrong password is answered at the form and keeps the user name", async () => {
    const { page } = officer;
    await page.goto("/sign-in");
    await page.getByLabel("Tên đăng nhập").fill("canbo");
    await page.getByLabel("Mật khẩu").fill("không phải mật khẩu");
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.getByRole("alert").first().waitFor();
    assert.equal(await page.getByLabel("Tên đăng nhập").inputValue(), "canbo");
    await look(page, "sign-in-refused");
    quiet(officer);
  });

  test("the officer signs in and finds every page of the rail quiet and accessible", async () => {
    const { page } = officer;
    await signIn(page, "canbo", password);
    await look(page, "home-empty");
    const links = await page.getByRole("navigation").first().getByRole("link").evaluateAll((all) => [...new Set(all.map((a) => new URL(a.href).pathname))]);
    assert.ok(links.length >= 4, `only ${links}`);
    for (const path of links) {
      await page.goto(path);
      await look(page, `empty${path.replaceAll("/", "-")}`);
    }
    quiet(officer);
  });

  test("what is kept in the browser is no personal data", async () => {
    const kept = await officer.page.evaluate(async () => ({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: (await indexedDB.databases()).map((one) => one.name),
      cookies: document.cookie,
    }));
    const text = JSON.stringify(kept);
    for (const word of ["Nguyễn", "canbo", password]) assert.ok(!text.includes(word), `${word} in ${text}`);
    assert.equal(kept.cookies, "", "a script can read the cookie");
  });

  test("sign-in and home fit a phone", async () => {
    const small = await person(chrome, home.base, { viewport: phone });
    await small.page.goto("/sign-in");
    await look(small.page, "phone-sign-in");
    await signIn(small.page, "canbo", password);
    await look(small.page, "phone-home-empty");
    quiet(small);
    await small.close();
  });

  test("who signs out is out, in every window", async () => {
    const { page } = officer;
    const other = await officer.context.newPage();
    await other.goto("/people");
    await settled(other);
    const csrf = await page.evaluate(async () => (await (await fetch("/api/me")).json()).csrf_token);
    const out = await page.evaluate(async (token) => (await fetch("/api/sign-out", { method: "POST", headers: { "X-CSRF-Token": token, "Content-Type": "application/json" }, body: "{}" })).status, csrf);
    assert.ok([200, 204].includes(out), `sign-out ${out}`);
    await other.goto("/people");
    await other.waitForURL(/\/sign-in/);
    quiet(officer);
  });
});
