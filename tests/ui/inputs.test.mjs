// SPDX-License-Identifier: Apache-2.0
// What an appraiser enters beside the papers, by keyboard: a finding leads to the line it speaks
// of, a refusal stands at its box, and what two desks wrote is shown before one of them stays.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;

/** What the page itself would be answered. */
const call = (path, form, method = "POST") =>
  officer.evaluate(
    async ([to, body, how]) => {
      const me = await (await fetch("/api/me")).json();
      const headers = {
        "Content-Type": "application/json",
        "X-CSRF-Token": me.csrf_token,
        "Idempotency-Key": globalThis.crypto.randomUUID(),
      };
      const asked = body && { method: how, headers, body: JSON.stringify(body) };
      return (await fetch(to, asked ?? {})).json();
    },
    [path, form, method],
  );
/** The first dossier on the desk of the office with a finding at such a place. */
async function dossierWith(at, says = "") {
  const states = ["received", "appraising", "submitted", "drafting"];
  const { items } = await call("/api/dossiers/query", { states, limit: 200 });
  for (const one of items) {
    const dossier = await call(`/api/dossiers/${one.id}`);
    if (dossier.may_edit && dossier.findings.some((one) => one.message.includes(says) && one.where.some(at))) {
      return dossier;
    }
  }
  throw new Error("the rehearsal office has no such dossier");
}
const clean = async (name) => {
  await settled(officer);
  await picture(officer, name);
  await officer.setViewportSize(phone);
  await side().evaluate((node) => node.scrollIntoView());
  await picture(officer, name);
  await officer.setViewportSize({ width: 1366, height: 768 });
  assert.deepEqual(await axeFindings(officer), [], name);
};
const side = () => officer.getByRole("region", { name: "Phiếu trả và biểu nhập" });
const save = () => officer.keyboard.press("Control+Enter");

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  officer = await openPage(browser, server.url, {
    expect: [/status of 401/, /status of 409/, /status of 422/],
  });
  await signIn(officer, "canbo", password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("what is entered beside the papers", () => {
  it("a relative who is not verified is waived with reason and matched file, by keyboard", async () => {
    const dossier = await dossierWith((where) => where.field.startsWith("relatives["), "Chưa thẩm tra cha đẻ.");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByText("Chưa thẩm tra cha đẻ.").waitFor();
    await clean("inputs-finding");
    await officer.getByRole("link", { name: "Thẩm tra lý lịch" }).first().press("Enter");
    const line = side().getByRole("button", { name: /^Cha đẻ/ });
    await line.waitFor();
    assert.equal(await line.getAttribute("aria-expanded"), "true");
    await side().getByLabel("Thẩm tra", { exact: true }).selectOption("waived");
    await save();
    const reason = side().getByLabel(/^Lý do miễn/);
    await side().locator('[aria-invalid="true"]').waitFor();
    assert.equal(await reason.getAttribute("aria-invalid"), "true");
    await clean("inputs-relatives");
    await reason.selectOption("father_member");
    await save();
    await officer.getByText("Chưa thẩm tra cha đẻ.").waitFor({ state: "detached" });
    await officer.getByRole("button", { name: "Thẩm tra lý lịch", exact: true }).press("Enter");
    await side().getByRole("button", { name: /^Người vào Đảng/ }).focus();
    await officer.keyboard.press("j");
    await officer.keyboard.press("Enter");
    await side().getByLabel(/^Ngày đối chiếu/).fill("10/05/2024");
    await side().getByLabel(/^Nơi giữ hồ sơ/).fill("Đảng ủy phường Tân Phú");
    await side().getByLabel(/^Người đối chiếu/).fill("Chi ủy chi bộ");
    await save();
    await side().getByRole("heading", { name: "Thẩm tra lý lịch" }).waitFor({ state: "detached" });
    await officer.getByText("3/3 đã xong").waitFor();
    const { relatives } = await call(`/api/dossiers/${dossier.id}/facts/open`, {});
    const father = relatives.find((one) => one.relation === "father");
    assert.equal(father.matched_on, "2024-05-10");
    assert.equal(father.waiver, "father_member");
  });

  it("conditions that two desks changed are shown side by side, and a consent ends its finding", async () => {
    const dossier = await dossierWith((where) => where.paper === "consent");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByRole("button", { name: "Điều kiện", exact: true }).click();
    await side().getByLabel("Quốc tịch").fill("Lào");
    const opened = await call(`/api/dossiers/${dossier.id}/facts/open`, {});
    await call(
      `/api/dossiers/${dossier.id}/conditions`,
      { conditions: { ...opened.conditions, citizenship: "Việt Nam", education: "12/12" }, version: opened.version },
      "PUT",
    );
    await save();
    const dialog = officer.getByRole("dialog");
    await dialog.getByText("12/12").waitFor();
    await clean("inputs-conflict");
    await dialog.getByRole("row", { name: /^Quốc tịch/ }).getByRole("radio").nth(1).check();
    await dialog.getByRole("button", { name: /^Lưu/ }).click();
    await dialog.waitFor({ state: "detached" });
    const now = await call(`/api/dossiers/${dossier.id}/facts/open`, {});
    assert.equal(now.conditions.citizenship, "Việt Nam");
    assert.equal(now.conditions.education, "12/12");
    await officer.getByRole("button", { name: "Điều kiện", exact: true }).click();
    await side().getByLabel("Quốc tịch").waitFor();
    await clean("inputs-conditions");
    await officer.getByRole("link", { name: "Người kết hôn với người nước ngoài" }).first().press("Enter");
    await side().getByLabel("Số, ký hiệu").fill("15-CV/BTC");
    await side().getByLabel(/^Ngày văn bản/).fill("05/2024");
    await clean("inputs-consents");
    await save();
    await officer.getByText(/Thiếu văn bản đồng ý/).waitFor({ state: "detached" });
  });

  it("what a paper cites wrongly leads to the line, and is copied with its page", async () => {
    const dossier = await dossierWith((where) => where.field === "cell_resolution.number");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByRole("link", { name: /8-KNĐ, trang 1/ }).first().press("Enter");
    const text = side().getByRole("textbox", { name: /^Giấy ghi/ });
    assert.equal(await text.inputValue(), "12-NQ/CB");
    await clean("inputs-sightings");
    await text.fill("");
    await save();
    await side().locator('[aria-invalid="true"]').waitFor();
    await text.fill("07-NQ/CB");
    await side().getByLabel("Trang").fill("2");
    await save();
    await officer.getByRole("link", { name: /8-KNĐ, trang/ }).waitFor({ state: "detached" });
    const now = await call(`/api/dossiers/${dossier.id}/facts/open`, {});
    const { sightings } = now.papers.find((one) => one.form === "committee_resolution");
    assert.equal(sightings[0].page, 2);
    await officer.locator("#paper-application button").click();
    await officer.getByRole("link", { name: "Chép, xem lại" }).press("Enter");
    await side().getByRole("button", { name: "Thêm điều giấy ghi" }).press("Enter");
    await clean("inputs-sightings-new");
    assert.deepEqual(officer.wrong(), []);
  });
});
