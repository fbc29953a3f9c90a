// SPDX-License-Identifier: Apache-2.0
// Two records of one person become one, and two again.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { call } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let page;
let first;
let second;

const both = async (name) => {
  await settled(page);
  await picture(page, name);
  await page.setViewportSize(phone);
  await picture(page, `${name}-phone`);
  await page.setViewportSize({ width: 1366, height: 768 });
  assert.deepEqual(await axeFindings(page), [], name);
};

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  page = await openPage(browser, server.url, { expect: [/status of 401/, /status of 422/] });
  await signIn(page, "canbo", password);
  const { items } = await call(page, "POST", "/api/people/query", { limit: 1 });
  const add = (name, rest) =>
    call(page, "POST", "/api/people", {
      name,
      org_id: items[0].org_id,
      sex: "female",
      born_on: "17/05/1997",
      ...rest,
    });
  first = await add("Lương Thị Khuyến Hòa", { residence: "Tổ 3, phường Đông" });
  second = await add("Lương Thị Khuyến Hoà", {
    phone: "0912 345 678",
    residence: "Tổ 4, phường Đông",
    sensitive: { national_id: "001197000019", ethnicity: "01", religion: "" },
  });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("two records of one person", () => {
  it("are proposed, compared field by field and merged with a reason", async () => {
    await page.goto("/people/doubles");
    await page.getByRole("button", { name: "Tìm lại" }).click();
    await page.getByText("Lương Thị Khuyến").first().click();
    await page.getByRole("button", { name: "Gộp…" }).waitFor();
    await both("merge-pair");
    await page.getByRole("button", { name: "Gộp…" }).click();
    await page.getByText("Giữ hồ sơ này").waitFor();
    await both("merge-choose");
    await page.getByRole("row", { name: /Nơi ở hiện nay/ }).getByRole("radio").last().check();
    await page.getByRole("button", { name: "Gộp", exact: true }).click();
    await page.getByText(/Ngắn hơn/).first().waitFor();
    await page.getByLabel("Lý do").fill("Nhập hai lần khi rà soát");
    await page.getByRole("button", { name: "Gộp", exact: true }).click();
    await page.getByText("Gộp từ").first().waitFor();
    await page.getByText("0912 345 678").first().waitFor();
    await page.getByText("0*********19").first().waitFor();
    await both("merge-done");
  });

  it("are found under the name that was lost, and become two again with a reason", async () => {
    const { items } = await call(page, "POST", "/api/people/query", { text: "luong khuyen hoa", limit: 5 });
    assert.equal(items.length, 1);
    assert.match(items[0].merged_from, /Lương Thị Khuyến Ho/);
    await page.goto("/people");
    await page.getByRole("main").getByPlaceholder(/Tìm theo tên/).fill("khuyen hoa");
    await page.getByText(/gộp từ Lương/).first().waitFor();
    await both("merge-list");
    await page.goto(`/people/${items[0].id}`);
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Lý do").fill("Thật ra là hai chị em");
    await both("merge-undo");
    await dialog.getByRole("button", { name: "Hoàn tác" }).click();
    await page.getByText("Hoàn tác gộp hồ sơ").first().waitFor();
    const again = await call(page, "POST", "/api/people/query", { text: "luong khuyen hoa", limit: 5 });
    assert.equal(again.items.length, 2);
    const back = await call(page, "GET", `/api/people/${second.id}`);
    assert.equal(back.phone, "0912 345 678");
    const kept = await call(page, "GET", `/api/people/${first.id}`);
    assert.equal(kept.residence, "Tổ 3, phường Đông");
  });
});
