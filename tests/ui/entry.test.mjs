// SPDX-License-Identifier: Apache-2.0
// The first day: set up by the link, come in, build the tree, enter a person, look at the history.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { assertNothingLeaked } from "./support/canary.mjs";
import { startServer } from "./support/server.mjs";

const password = "dung-mot-cau-de-nho-2024";
let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// A browser logs every refused answer, so the ones a test asks for are expected by name.
const refused = (status) => new RegExp(`the server responded with a status of ${status}`);

describe("the first day of an office", () => {
  it("the printed link makes the office and its first account", async () => {
    const page = await openPage(browser, server.url, { expect: [refused(401)] });
    await page.goto(server.setupLink);
    await page.getByLabel("Tên cơ quan").fill("Đảng ủy Khối tỉnh Vĩnh Sơn");
    await page.getByLabel("Họ và tên").fill("Vũ Hoài Thu");
    await page.getByLabel("Tên đăng nhập").fill("thu");
    await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
    await page.getByLabel("Gõ lại mật khẩu").fill(password);
    assert.equal(new URL(page.url()).hash, "", "the token has left the address");
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "setup");
    await page.getByRole("button", { name: "Lập cơ quan" }).click();
    await page.waitForURL("**/sign-in");
    await signIn(page, "thu", password);
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });

  it("after the sign-in the way leads to our own pages only, and a password may be pasted", async () => {
    const own = new URL(server.url).origin;
    const away = ["//example.org/", "https://example.org/", "/\\\\example.org", "\\\\example.org", "javascript:alert(1)", "/%09/example.org", "///example.org"];
    for (const to of away) {
      const page = await openPage(browser, server.url, { expect: [refused(401), refused(404)] });
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await page.getByLabel("Tên đăng nhập").fill("thu");
      const field = page.getByLabel("Mật khẩu");
      const pasted = await field.evaluate((input, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        return input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, password);
      assert.ok(pasted, "pasting is not held up");
      const longest = await field.evaluate((input) => input.maxLength);
      assert.ok(longest === -1 || longest >= 128, "a long password fits");
      await field.fill(password);
      await page.getByRole("button", { name: "Đăng nhập" }).click();
      await page.waitForURL((url) => url.pathname !== "/sign-in");
      await settled(page);
      assert.equal(new URL(page.url()).origin, own, to);
      assert.deepEqual(page.wrong(), [], to);
      await page.context().close();
    }
  });

  it("a wrong password is refused in the same words for any name, and what was typed stays", async () => {
    const page = await openPage(browser, server.url, { size: phone, expect: [refused(401)] });
    await page.goto("/people");
    await page.waitForURL("**/sign-in?to=*");
    assert.equal(await page.getByText("Phiên đăng nhập đã hết").count(), 0, "nothing has ended");
    for (const user of ["thu", "khong-ai"]) {
      await page.getByLabel("Tên đăng nhập").fill(user);
      await page.getByLabel("Mật khẩu").fill("sai-hoan-toan-sai");
      await page.getByRole("button", { name: "Đăng nhập" }).click();
      await page.getByRole("alert").getByText("không đúng").waitFor();
      assert.equal(await page.getByLabel("Tên đăng nhập").inputValue(), user);
    }
    await picture(page, "sign-in");
    assert.deepEqual(await axeFindings(page), []);
    await page.getByLabel("Tên đăng nhập").fill("thu");
    await page.getByLabel("Mật khẩu").fill(password);
    await page.getByRole("button", { name: "Đăng nhập" }).click();
    await page.waitForURL("**/people");
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });

  it("a person is entered by keyboard and found without dấu", async () => {
    const page = await openPage(browser, server.url, { expect: [refused(401), refused(422)] });
    await signIn(page, "thu", password);
    await page.goto("/people/new");
    await page.getByLabel("Họ và tên").fill("Đặng Thị Ánh");
    await page.getByLabel("Ngày sinh").fill("31/2/1996");
    await page.keyboard.press("Control+Enter");
    await page.locator('[aria-invalid="true"]').first().waitFor();
    assert.equal(await page.getByLabel("Ngày sinh").inputValue(), "31/2/1996", "typed text stays");
    await page.getByLabel("Ngày sinh").fill("7/1996");
    await page.getByLabel("Nơi sinh hoạt").click();
    await page.getByRole("listbox").getByRole("option").first().click();
    await page.getByLabel("Đang là").selectOption("candidate");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/people\/(?!new)[^/]+$/);
    await page.getByRole("heading", { name: "Đặng Thị Ánh" }).waitFor();
    await page.getByText("07/1996").first().waitFor();
    await page.getByPlaceholder("Tìm theo tên").fill("dang anh");
    await page.getByRole("row", { name: /Đặng Thị Ánh/ }).waitFor();
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "person");
    assert.deepEqual(page.wrong(), []);
    assert.doesNotMatch(page.url(), /dang|anh/i, "no name in the address");
    await page.context().close();
  });

  it("nothing personal is kept in the browser", async () => {
    const page = await openPage(browser, server.url, { expect: [refused(401)] });
    await signIn(page, "thu", password);
    await page.goto("/people");
    await page.getByPlaceholder("Tìm theo tên").fill("dang anh");
    await page.getByRole("row", { name: /Đặng Thị Ánh/ }).waitFor();
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.doesNotMatch(kept, /anh|Ánh|Thu/i);
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });

  it("the scan that follows every file of these tests sees what was typed", () => {
    assert.doesNotThrow(() => assertNothingLeaked("request method=POST route=/api/setup status=204"));
    for (const leak of ["Vũ Hoài Thu", password]) {
      assert.throws(() => assertNothingLeaked(`request failed what="${leak}"`), /in the log/);
    }
  });
});
