// SPDX-License-Identifier: Apache-2.0
// The page of rules: found without dấu, which set holds on a day, two sets side by side.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { axeFindings, launch, openPage, settled, signIn } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "dung-mot-cau-de-nho-2024";
let server;
let browser;
let page;

before(async () => {
  server = await startServer();
  browser = await launch();
  page = await openPage(browser, server.url, { expect: [/status of 401/] });
  await page.goto(server.setupLink);
  await page.getByLabel("Tên cơ quan").fill("Đảng ủy Khối tỉnh Vĩnh Sơn");
  await page.getByLabel("Họ và tên").fill("Vũ Hoài Thu");
  await page.getByLabel("Tên đăng nhập").fill("thu");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByLabel("Gõ lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Lập cơ quan" }).click();
  await page.waitForURL("**/sign-in");
  await signIn(page, "thu", password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

it("a rule is found without dấu and shown with article and confidence", async () => {
  await page.goto("/rules/G3");
  await settled(page);
  await page.getByLabel("Tìm quy định, văn bản").fill("giay chung nhan co gia tri");
  const row = page.getByRole("row", { name: /Giấy chứng nhận lớp nhận thức có giá trị/ });
  await row.getByText("5 năm (60 tháng)").waitFor();
  await row.getByText("Hướng dẫn 06-HD/TW, 09/06/2025, 5.4").waitFor();
  await row.getByText("Hai nguồn thống nhất").waitFor();
});

it("a day says which set holds and which may be argued", async () => {
  await page.goto("/rules");
  await settled(page);
  await page.getByLabel("Xem bộ nào có hiệu lực ngày").fill("01/05/2026");
  await page.getByText(/có thể viện dẫn Quy định 294-QĐ\/TW/).waitFor();
});

it("two sets stand side by side, what changed first", async () => {
  await page.goto("/rules/G5");
  await settled(page);
  await page.getByLabel("So với").selectOption({ label: "Quy định 294-QĐ/TW" });
  const row = page.getByRole("row", { name: /Hạn làm lễ tính từ/ });
  await row.getByText("ngày chi bộ nhận quyết định").waitFor();
  await row.getByText("ngày ban hành quyết định").waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(page.wrong(), []);
});
