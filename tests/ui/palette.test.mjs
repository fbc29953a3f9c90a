// SPDX-License-Identifier: Apache-2.0
// Ctrl+K from every page, keyboard only and without dấu: people, dossiers by code, units, letters,
// pages, and the acts of the page that is open. What the person may not do is not found.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, desk, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { call } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
async function find(page, text) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Tìm trong chương trình" }).waitFor();
  await page.keyboard.type(text);
  await settled(page);
}
const option = (page, name) => page.getByRole("option", { name }).first();
/** Goes down to the line by the arrow keys and presses Enter. */
async function take(page, name) {
  await option(page, name).waitFor();
  for (let n = 0; n < 40; ++n) {
    if ((await option(page, name).getAttribute("aria-selected")) === "true") break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  officer = await openPage(browser, server.url, { expect: [/status of 401/] });
  await signIn(officer, "canbo", password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the command palette", () => {
  it("opens a dossier by its code and a person by a name without dấu", async () => {
    const { items } = await call(officer, "POST", "/api/dossiers/query", { states: ["appraising"], limit: 1 });
    const [one] = items;
    await officer.goto("/");
    await settled(officer);
    await find(officer, one.code.toLowerCase());
    await take(officer, new RegExp(one.code));
    await officer.waitForURL(`**/dossiers/${one.id}`);
    await find(officer, bare(one.person_name));
    await settled(officer);
    for (const size of [phone, desk]) {
      await officer.setViewportSize(size);
      await picture(officer, "palette");
    }
    assert.deepEqual(await axeFindings(officer), []);
    await take(officer, new RegExp(`^${one.person_name}`));
    await officer.waitForURL("**/people/*");
  });

  it("presses a button of the open page and leads to pages below the rail", async () => {
    const { items } = await call(officer, "POST", "/api/dossiers/query", { states: ["appraising"], limit: 1 });
    await officer.goto(`/dossiers/${items[0].id}`);
    await settled(officer);
    await find(officer, "tra ho so");
    await picture(officer, "palette-acts");
    await officer.keyboard.press("Escape");
    await find(officer, "them gioi thieu");
    await take(officer, /Thêm giới thiệu/);
    await officer.getByRole("heading", { name: "Thêm giới thiệu" }).waitFor();
    await find(officer, "so tiep nhan");
    await take(officer, /Sổ tiếp nhận/);
    await officer.waitForURL("**/receipts");
  });

  it("finds nothing the person may not do", async () => {
    const gate = await openPage(browser, server.url, { expect: [/status of 401/] });
    await signIn(gate, "quantri", password);
    const { rights } = await call(gate, "GET", "/api/me");
    assert.ok(!rights.includes("dossier_edit"));
    const asked = [];
    gate.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await find(gate, "lap ho so");
    assert.equal(await gate.getByRole("option", { name: /^Lập hồ sơ/ }).count(), 0);
    if (!rights.includes("dossier_read")) assert.ok(!asked.includes("/api/dossiers/query"));
    assert.deepEqual(gate.wrong(), []);
    assert.deepEqual(officer.wrong(), []);
  });
});
