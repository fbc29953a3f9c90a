// SPDX-License-Identifier: Apache-2.0
// What is filtered is what is printed and what leaves as a file; a filter kept under a name is there
// for its maker on every machine, and for the office when it is shared.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { axeFindings, desk, launch, openPage, phone, picture, settled, signIn } from "./support/browser.mjs";
import { call } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;
let leader;

/** Every row that the filter lets through, page after page. */
async function everyRow(page, path, asked) {
  const rows = [];
  let cursor;
  do {
    const answer = await call(page, "POST", path, { ...asked, limit: 200, cursor });
    rows.push(...answer.items);
    cursor = answer.next ?? undefined;
  } while (cursor);
  return rows;
}
/** What the print dialog would have been given: the first words of each row on the page. */
async function printed(page) {
  await page.evaluate(() => {
    window.print = () => {
      window.onPaper = [...document.querySelectorAll("table[role=grid] tr.row")].map((row) => row.innerText);
    };
  });
  await page.getByRole("button", { name: "In", exact: true }).click();
  await page.waitForFunction(() => window.onPaper);
  return page.evaluate(() => window.onPaper);
}
async function saved(page) {
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Xuất", exact: true }).click();
  return readFileSync(await (await file).path(), "utf8");
}

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  officer = await openPage(browser, server.url, { expect: [/status of 401/] });
  await signIn(officer, "canbo", password);
  leader = await openPage(browser, server.url, { expect: [/status of 401/] });
  await signIn(leader, "thuongtruc", password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("filters", () => {
  it("what is filtered is what is printed and exported, of dossiers", async () => {
    const states = ["appraising", "returned"];
    const rows = await everyRow(officer, "/api/dossiers/query", { states });
    const all = await everyRow(officer, "/api/dossiers/query", {});
    assert.ok(rows.length > 0 && rows.length < all.length, `${rows.length} of ${all.length}`);
    const wanted = rows.map((row) => row.code).sort();
    await officer.goto(`/dossiers?${states.map((one) => `state=${one}`).join("&")}`);
    await settled(officer);
    const paper = await printed(officer);
    assert.deepEqual(paper.map((row) => rows.find((one) => row.includes(one.code))?.code).sort(), wanted);
    const lines = (await saved(officer)).trim().split("\r\n").slice(1);
    assert.deepEqual(lines.map((line) => rows.find((one) => line.includes(one.code))?.code).sort(), wanted);
  });

  it("the file of people is asked with the filter of the screen, and holds its rows", async () => {
    const asked = [];
    officer.on("request", (request) => {
      if (/\/api\/people\/(query|export)$/.test(request.url())) asked.push([request.url(), request.postDataJSON()]);
    });
    await officer.goto("/people");
    await settled(officer);
    const found = officer.waitForResponse(
      (answer) => answer.url().endsWith("/api/people/query") && answer.request().postDataJSON().text === "nguyen",
    );
    await officer.getByRole("searchbox", { name: /Tìm/ }).fill("nguyen");
    await found;
    await settled(officer);
    await officer.getByRole("button", { name: "Xuất", exact: true }).click();
    await officer.waitForEvent("download");
    const [, shown] = asked.filter(([url]) => url.endsWith("query")).at(-1);
    const [, sent] = asked.filter(([url]) => url.endsWith("export")).at(-1);
    const { format, ...filter } = sent;
    const { limit, cursor, ...screen } = shown;
    assert.equal(format, "xlsx");
    assert.deepEqual(filter, screen);
    const rows = await everyRow(officer, "/api/people/query", screen);
    assert.ok(rows.length > 0);
    const file = await officer.evaluate(async (body) => {
      const me = await (await fetch("/api/me")).json();
      const answer = await fetch("/api/people/export", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": me.csrf_token },
        body: JSON.stringify({ ...body, format: "csv" }),
      });
      return answer.text();
    }, screen);
    const names = file.trim().split("\r\n").slice(1).map((line) => line.split(",")[0]);
    assert.deepEqual(names, rows.map((row) => row.name));
    assert.equal((await printed(officer)).length, rows.length);
  });

  it("a filter is kept under a name, shared with the office, and used by another", async () => {
    await officer.goto("/dossiers?state=appraising");
    await settled(officer);
    await officer.getByRole("button", { name: "Lưu bộ lọc" }).click();
    await officer.getByRole("textbox", { name: "Tên bộ lọc" }).fill("Đang thẩm định");
    await officer.getByLabel("Cả văn phòng cùng dùng").check();
    await picture(officer, "filters-save");
    assert.deepEqual(await axeFindings(officer), []);
    await officer.keyboard.press("Tab");
    await officer.getByRole("textbox", { name: "Tên bộ lọc" }).press("Enter");
    await officer.getByRole("button", { name: "Bộ lọc đã lưu" }).waitFor();

    await leader.goto("/dossiers");
    await settled(leader);
    await leader.getByRole("button", { name: "Bộ lọc đã lưu" }).click();
    await picture(leader, "filters-shared");
    assert.equal(await leader.getByRole("button", { name: /Xóa bộ lọc/ }).count(), 0);
    await leader.getByRole("button", { name: /^Đang thẩm định/ }).click();
    await leader.waitForURL(/\/dossiers\?state=appraising$/);
    await leader.setViewportSize(phone);
    await leader.getByRole("button", { name: "Bộ lọc đã lưu" }).click();
    await picture(leader, "filters-phone");
    await leader.setViewportSize(desk);
  });

  it("its maker drops it, and nobody has it any more", async () => {
    await officer.goto("/dossiers");
    await settled(officer);
    await officer.getByRole("button", { name: "Bộ lọc đã lưu" }).click();
    await officer.getByRole("button", { name: "Xóa bộ lọc Đang thẩm định" }).click();
    await officer.getByRole("button", { name: "Bộ lọc đã lưu" }).waitFor({ state: "detached" });
    await leader.goto("/dossiers");
    await settled(leader);
    assert.equal(await leader.getByRole("button", { name: "Bộ lọc đã lưu" }).count(), 0);
    assert.deepEqual(officer.wrong(), []);
    assert.deepEqual(leader.wrong(), []);
  });
});
