// SPDX-License-Identifier: Apache-2.0
// Every page of the rail, on a desk and on a phone: draws without an error, keeps the security
// policy, has nothing serious for axe, does not scroll sideways, and can be reached by keyboard.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, desk, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "dung-mot-cau-de-nho-2024";
let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
  const page = await openPage(browser, server.url);
  await page.goto(server.setupLink);
  await page.getByLabel("Tên cơ quan").fill("Đảng ủy Khối tỉnh Vĩnh Sơn");
  await page.getByLabel("Họ và tên").fill("Vũ Hoài Thu");
  await page.getByLabel("Tên đăng nhập").fill("thu");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByLabel("Gõ lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Lập cơ quan" }).click();
  await page.waitForURL("**/sign-in");
  await page.context().close();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const more = ["/people/new", "/orgs/new", "/settings/calendar", "/settings/lists/religions", "/rules/G5/G3", "/ceremony/planner"];

describe("every page of the rail", () => {
  for (const [name, size] of Object.entries({ desk, phone })) {
    it(`draws on a ${name}`, async () => {
      const page = await openPage(browser, server.url, {
        size,
        expect: [/status of 401/],
      });
      await signIn(page, "thu", password);
      const paths = await page
        .getByRole("navigation", { name: "Mục lục", includeHidden: true })
        .locator("a.entry")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      for (const path of [...paths, ...more]) {
        await page.goto(path);
        await settled(page);
        await picture(page, `page${path.replaceAll("/", "-")}`);
        assert.deepEqual(await axeFindings(page), [], path);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(wide <= 0, `${path} scrolls sideways by ${wide} px`);
        assert.deepEqual(page.wrong(), [], path);
      }
      await page.context().close();
    });
  }

  it("the keyboard reaches content, opens the help and the search", async () => {
    const page = await openPage(browser, server.url, { expect: [/status of 401/] });
    await signIn(page, "thu", password);
    await page.goto("/");
    await settled(page);
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.textContent), /nội dung/);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Xem các phím tắt").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.getByRole("combobox").fill("nhan su");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/people");
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });

  it("stays usable at 200 % zoom", async () => {
    const size = { width: desk.width / 2, height: desk.height / 2 };
    const page = await openPage(browser, server.url, { size, expect: [/status of 401/] });
    await signIn(page, "thu", password);
    for (const path of ["/", "/people/new", "/settings/calendar"]) {
      await page.goto(path);
      await settled(page);
      await picture(page, `zoom${path.replaceAll("/", "-")}`);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(wide <= 0, `${path} scrolls sideways by ${wide} px`);
    }
    await page.context().close();
  });
});
