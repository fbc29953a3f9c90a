// SPDX-License-Identifier: Apache-2.0
// What lies in the envelope beside the papers that are asked: an optional paper, opinions with
// their counts, a hand-written original compared twice, a letter about a relative, cover sheets.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, desk, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { call } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;
let dossier;

const side = () => officer.getByRole("region", { name: "Phiếu trả và biểu nhập" });
const clean = async (name) => {
  await settled(officer);
  for (const size of [phone, desk]) {
    await officer.setViewportSize(size);
    await side().or(officer.locator("#main")).last().evaluate((node) => node.scrollIntoView());
    await picture(officer, name);
    const wide = await officer.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `${name} at ${size.width}: ${wide} px too wide`);
  }
  assert.deepEqual(await axeFindings(officer), [], name);
};
const openPaper = (form) => officer.locator(`#paper-${form} button`).click();

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  officer = await openPage(browser, server.url, { expect: [/status of 401/, /status of 422/] });
  await signIn(officer, "canbo", password);
  const { items } = await call(officer, "POST", "/api/dossiers/query", { states: ["appraising"], limit: 5 });
  dossier = items[0];
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("beside the papers that are asked", () => {
  it("an optional paper is begun from the checklist, and opinions are noted with their counts", async () => {
    await officer.goto(`/dossiers/${dossier.id}`);
    assert.equal(await officer.locator("#paper-residence_opinion").count(), 0, "folded until wanted");
    await officer.getByRole("button", { name: /^Thêm giấy không bắt buộc/ }).press("Enter");
    await openPaper("residence_opinion");
    await side().getByRole("button", { name: "Ghi ý kiến" }).click();
    await side().getByLabel("Loại", { exact: true }).selectOption("residence");
    await side().getByLabel(/^Nơi cho ý kiến/).fill("Chi ủy tổ dân phố 4");
    await side().getByLabel("Số người được hỏi").fill("9");
    await side().getByLabel("Tán thành", { exact: true }).fill("10");
    await side().getByLabel(/^Nơi cho ý kiến/).press("Control+Enter");
    await side().locator('[aria-invalid="true"]').first().waitFor();
    await side().getByLabel("Tán thành", { exact: true }).fill("9");
    await side().getByLabel(/^Ngày trả lời/).fill("02/11/2026");
    await clean("envelope-opinion");
    await side().getByLabel(/^Nơi cho ý kiến/).press("Control+Enter");
    await side().getByText("tán thành 9 trên 9").first().waitFor();
    await side().getByText(/1 trên 1 nơi trả lời; tán thành 9 trên 9/).waitFor();
    await side().getByRole("button", { name: "Nhận giấy này" }).or(side().getByRole("button", { name: /^Lưu/ })).first().click();
    await officer.getByText("5B-KNĐ chưa ghi ngày.").waitFor();
  });

  it("a hand-written original is compared twice by two people, and what differs is shown", async () => {
    await officer.goto(`/dossiers/${dossier.id}`);
    await openPaper("application");
    await side().getByRole("button", { name: "Đối chiếu lần 1" }).click();
    await side().locator('[name^="read."]').first().press("Control+Enter");
    await side().getByText("Đã đối chiếu một lần").waitFor();
    await side().getByRole("button", { name: "Đối chiếu lần 2" }).click();
    await side().locator('[name^="read."]').first().press("Control+Enter");
    await side().getByText("Hai lần đối chiếu phải do hai người làm.").waitFor();
    await clean("envelope-compare");
    await side().getByRole("button", { name: "Thôi" }).last().click();
    const { items } = await call(officer, "POST", "/api/dossiers/query", { states: ["received"], limit: 50 });
    for (const { id } of items) {
      const { originals } = await call(officer, "GET", `/api/dossiers/${id}/originals`);
      const differs = originals.find((one) => one.differences.length);
      if (!differs) continue;
      await officer.goto(`/dossiers/${id}`);
      await openPaper(differs.form);
      const table = side().getByRole("table", { name: "Chỗ khác nhau" });
      await table.getByText(differs.differences[0].second, { exact: true }).first().waitFor();
      await clean("envelope-differs");
      return;
    }
    throw new Error("the rehearsal office has no original that differs");
  });

  it("a letter is about somebody the dossier lists, or about whom one types", async () => {
    const opened = await call(officer, "POST", `/api/dossiers/${dossier.id}/facts/open`, {});
    const father = opened.relatives.find((one) => one.relation === "father");
    await officer.goto(`/letters/new?dossier=${dossier.id}`);
    await officer.getByLabel("Chọn từ hồ sơ").selectOption("father");
    const about = officer.getByLabel(/^Người cần thẩm tra/);
    assert.equal(await about.inputValue(), ["Cha đẻ", father.name].filter(Boolean).join(" "));
    await officer.getByRole("textbox", { name: /^Nơi nhận/ }).fill("Đảng ủy phường Tân Phú");
    await clean("envelope-letter");
    await officer.getByRole("textbox", { name: /^Nơi nhận/ }).press("Control+Enter");
    await officer.waitForURL(/\/letters\/[0-9a-f-]{36}/);
    const { items } = await call(officer, "GET", `/api/dossiers/${dossier.id}/letters`);
    const made = items.find((one) => officer.url().includes(one.id));
    assert.equal(made.relative_id, "father");
    await clean("envelope-letter-made");
  });

  it("cover sheets of several dossiers are printed at once", async () => {
    await officer.goto("/dossiers");
    await officer.getByRole("row").nth(1).waitFor();
    await officer.getByRole("row").nth(1).getByRole("checkbox").check();
    await officer.getByRole("row").nth(2).getByRole("checkbox").check();
    await officer.getByText("Đã chọn 2").first().waitFor();
    await clean("envelope-bulk");
    const asked = officer.waitForRequest("**/api/scan-covers");
    const file = officer.waitForEvent("download");
    await officer.getByRole("toolbar").getByRole("button", { name: "In tờ bìa quét" }).click();
    assert.equal((await asked).postDataJSON().dossiers.length, 2);
    assert.match((await file).suggestedFilename(), /\.pdf$/);
    await officer.keyboard.press("Escape");
    await officer.getByText("Đã chọn 2").waitFor({ state: "detached" });
    assert.deepEqual(officer.wrong(), []);
  });

  it("scans, letters and their lists read on a phone", async () => {
    for (const path of ["/scans", "/letters", "/letters/new?dossier=" + dossier.id]) {
      await officer.goto(path);
      await settled(officer);
      await clean(`envelope${path.replace(/\?.*/, "").replaceAll("/", "-")}`);
    }
  });
});
