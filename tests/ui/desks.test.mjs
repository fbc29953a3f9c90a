// SPDX-License-Identifier: Apache-2.0
// Text that is typed and not saved: it outlives another panel and a lost connection, and where two
// desks wrote the same field both are shown before one of them stays.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { call } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;
/** The same right at another desk. */
let other;

const side = () => officer.getByRole("region", { name: "Phiếu trả và biểu nhập" });
const save = () => officer.keyboard.press("Control+Enter");
const conflict = () => officer.getByRole("dialog", { name: "Có người vừa lưu trước" });
const both = async (name) => {
  await settled(officer);
  await picture(officer, name);
  await officer.setViewportSize(phone);
  await picture(officer, name);
  await officer.setViewportSize({ width: 1366, height: 768 });
  assert.deepEqual(await axeFindings(officer), [], name);
};
/** What the form of a person sends: nothing that is masked, nothing that is only shown. */
const personForm = ({ name, org_id, position, occupation, standing, version }) => ({
  name,
  org_id,
  position,
  occupation,
  standing,
  version,
});
async function dossierIn(state) {
  const { items } = await call(other, "POST", "/api/dossiers/query", { states: [state], limit: 50 });
  return call(other, "GET", `/api/dossiers/${items[0].id}`);
}
/** The other desk reads the row and saves it with these fields changed. */
async function saveElsewhere(path, changed, pick = (row) => row) {
  const row = pick(await call(other, "GET", path));
  return call(other, "PUT", path, { ...row, ...changed });
}

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  const expect = [/status of 401/, /status of 409/, /status of 422/, /ERR_INTERNET_DISCONNECTED/];
  officer = await openPage(browser, server.url, { expect });
  other = await openPage(browser, server.url, { expect });
  await signIn(officer, "canbo", password);
  await signIn(other, "canbo", password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("text that is not saved", () => {
  it("waits while another panel of the dossier is open, and the page is not left without a question", async () => {
    const dossier = await dossierIn("appraising");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByRole("button", { name: "Sửa" }).first().click();
    await side().getByLabel(/^Nơi để bản gốc/).fill("Tủ 9, ngăn 1");
    await officer.getByRole("button", { name: "Điều kiện", exact: true }).click();
    await side().getByLabel("Quốc tịch").waitFor();
    await officer.getByRole("button", { name: "Sửa" }).first().click();
    assert.equal(await side().getByLabel(/^Nơi để bản gốc/).inputValue(), "Tủ 9, ngăn 1");
    await side().getByText("Phần gõ dở lúc trước, chưa lưu.").waitFor();
    await both("draft-back");
    await side().getByRole("button", { name: "Thôi" }).click();
    await officer.getByRole("link", { name: "Nhân sự" }).first().click();
    assert.match(officer.wrong().join(), /dialog: Trang này có phần chưa lưu/);
    officer.wrong().length = 0;
    assert.match(officer.url(), /dossiers/, "the page stayed, since the question was answered with no");
    await officer.getByRole("button", { name: "Sửa" }).first().click();
    await side().getByRole("button", { name: "Bỏ phần gõ dở" }).click();
    assert.equal(await side().getByLabel(/^Nơi để bản gốc/).inputValue(), dossier.shelf);
    const kept = await officer.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    assert.doesNotMatch(kept, /Tủ 9/, "in memory only");
  });

  it("is sent over what another desk saved elsewhere in the dossier, without a question", async () => {
    const dossier = await dossierIn("appraising");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.locator("#paper-cell_resolution button").click();
    await side().getByLabel(/^Số, ký hiệu|^Số/).first().fill("77-NQ/CB");
    await call(other, "PUT", `/api/dossiers/${dossier.id}`, headOf(dossier, { shelf: "Tủ 3" }));
    await save();
    await side().getByRole("heading", { name: /^Phiếu trả|Phiếu/ }).first().waitFor();
    const now = await call(other, "GET", `/api/dossiers/${dossier.id}`);
    assert.equal(now.papers.find((one) => one.form === "cell_resolution").number, "77-NQ/CB");
    assert.equal(now.shelf, "Tủ 3");
  });

  it("of a return slip stays when somebody was quicker, who is named with what they did", async () => {
    const dossier = await dossierIn("appraising");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByRole("button", { name: "Đưa vào phiếu trả" }).first().click();
    await side().getByRole("textbox").last().fill("Đề nghị gửi lại trước thứ sáu");
    await call(other, "PUT", `/api/dossiers/${dossier.id}`, headOf(dossier, { shelf: "Tủ 4" }));
    await save();
    const dialog = officer.getByRole("dialog");
    await dialog.getByText("Tủ 4").waitFor();
    await both("stale-slip");
    await dialog.getByRole("button", { name: "Đọc lại" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.equal(await side().getByRole("textbox").last().inputValue(), "Đề nghị gửi lại trước thứ sáu");
    await save();
    await officer.getByText(/^Chi bộ.*Đã trả/).waitFor();
    const { state, rounds } = await call(other, "GET", `/api/dossiers/${dossier.id}`);
    assert.equal(state, "returned");
    assert.equal(rounds[0].message, "Đề nghị gửi lại trước thứ sáu");
    assert.equal(rounds[0].items.length, 1, "what stood on the slip stood there still");
  });
});

const headOf = (dossier, changed) => ({
  org_id: dossier.org_id,
  campaign_id: dossier.campaign_id,
  candidate_type: dossier.candidate_type,
  section_committee: dossier.section_committee,
  shelf: dossier.shelf,
  extension_days: dossier.extension_days,
  extension_reason: dossier.extension_reason,
  version: dossier.version,
  ...changed,
});

describe("two desks on one form", () => {
  it("the cover of a dossier: both shelves are shown, the chosen one is saved", async () => {
    const dossier = await dossierIn("appraising");
    await officer.goto(`/dossiers/${dossier.id}`);
    await officer.getByRole("button", { name: "Sửa" }).first().click();
    await side().getByLabel(/^Nơi để bản gốc/).fill("Tủ 1");
    await call(other, "PUT", `/api/dossiers/${dossier.id}`, headOf(dossier, { shelf: "Tủ 2" }));
    await save();
    const row = conflict().getByRole("row", { name: /^Nơi để bản gốc/ });
    await row.getByText("Tủ 2").waitFor();
    assert.equal(await conflict().getByRole("row").count(), 2, "only what they changed is asked");
    await both("conflict-cover");
    await row.getByRole("radio").nth(1).focus();
    await officer.keyboard.press("Space");
    await officer.keyboard.press("Control+Enter");
    await conflict().waitFor({ state: "detached" });
    assert.equal((await call(other, "GET", `/api/dossiers/${dossier.id}`)).shelf, "Tủ 2");
  });

  it("a person: what I did not touch takes theirs", async () => {
    const { items } = await call(other, "POST", "/api/people/query", { limit: 1 });
    await officer.goto(`/people/${items[0].id}/edit`);
    await officer.getByLabel("Chức vụ").first().fill("Tổ trưởng");
    await saveElsewhere(`/api/people/${items[0].id}`, { position: "Tổ phó", occupation: "Thợ hàn" }, personForm);
    await save();
    await conflict().getByRole("row", { name: /Thợ hàn/ }).waitFor();
    await both("conflict-person");
    await conflict().getByRole("button", { name: "Lưu các mục đã chọn" }).click();
    await conflict().waitFor({ state: "detached" });
    const now = await call(other, "GET", `/api/people/${items[0].id}`);
    assert.equal(now.position, "Tổ trưởng");
    assert.equal(now.occupation, "Thợ hàn");
  });
});
