// SPDX-License-Identifier: Apache-2.0
// Screens on the rehearsal office: a proposal taken back, a Union vote recorded and mended, the
// cover of a dossier with more time for the decision, the way in order, home of one campaign.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, picture, settled, signIn } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;

/** What the page itself would be answered. */
const read = (path, body) =>
  officer.evaluate(
    async ([to, form]) => {
      const me = await (await fetch("/api/me")).json();
      const asked = form && {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": me.csrf_token },
        body: JSON.stringify(form),
      };
      return (await fetch(to, asked ?? {})).json();
    },
    [path, body],
  );
const dossiersIn = async (state) => (await read("/api/dossiers/query", { states: [state], limit: 50 })).items;
const clean = async (name) => {
  await settled(officer);
  await picture(officer, name);
  assert.deepEqual(await axeFindings(officer), [], name);
};

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  officer = await openPage(browser, server.url, { expect: [/status of 401/, /status of 404/, /status of 422/] });
  await signIn(officer, "canbo", password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("screens on the rehearsal office", () => {
  it("a proposal is found, taken back with a reason, and says so", async () => {
    const free = (await read("/api/people/query", { standing: ["union_member"], limit: 1 })).items[0];
    await officer.goto("/nominations/proposed/new");
    const field = officer.getByRole("searchbox", { name: /^Người được giới thiệu/ });
    await officer.getByRole("button", { name: /^Giới thiệu/ }).click();
    await officer.locator('[aria-invalid="true"]').waitFor();
    await field.fill(free.name);
    await officer.getByRole("list", { name: "Người tìm thấy" }).getByRole("button").first().click();
    await clean("screen-propose");
    await officer.getByRole("button", { name: /^Giới thiệu/ }).click();
    await officer.waitForURL(/\/nominations\/proposed\/[0-9a-f-]{36}$/);
    await officer.getByRole("button", { name: "Rút giới thiệu" }).click();
    const ask = officer.getByRole("dialog");
    await ask.getByRole("button", { name: "Rút giới thiệu" }).click();
    await ask.locator('[aria-invalid="true"]').waitFor();
    await ask.getByLabel("Lý do").fill("Chuyển công tác");
    await ask.getByRole("button", { name: "Rút giới thiệu" }).click();
    await officer.getByText("Chuyển công tác").waitFor();
    await clean("screen-withdrawn");
  });

  it("a vote of a Union body is recorded with the local share beside it, and mended", async () => {
    const person = (await read("/api/people/query", { standing: ["union_member"], limit: 1 })).items[0];
    await officer.goto("/nominations/votes");
    await officer.getByText(/cần ít nhất 2\/3/).waitFor();
    await officer.getByRole("combobox", { name: "Bình chọn năm" }).selectOption("2024");
    await officer.getByText("Chưa ghi bình chọn năm 2024").waitFor();
    await officer.getByRole("link", { name: "Ghi kết quả bình chọn" }).click();
    await officer.getByRole("searchbox", { name: /^Đoàn viên/ }).fill(person.name);
    await officer.getByRole("list", { name: "Người tìm thấy" }).getByRole("button").first().click();
    await officer.getByLabel(/^Tổ chức đoàn/).click();
    await officer.getByRole("option", { name: /^Chi đoàn/ }).first().click();
    await officer.getByLabel(/^Ngày bình chọn/).fill("20/12/2024");
    await officer.getByLabel(/^Tổng số đoàn viên/).fill("15");
    await officer.getByText("Cần ít nhất 10 trên 15").waitFor();
    await officer.getByLabel(/^Có mặt/).fill("14");
    await officer.getByLabel(/^Tán thành/).fill("15");
    await officer.getByRole("button", { name: /^Lưu, ghi người tiếp theo/ }).click();
    await officer.getByText(/không quá 14 người có mặt/).waitFor();
    await officer.getByLabel(/^Tán thành/).fill("9");
    await officer.getByRole("button", { name: /^Lưu, ghi người tiếp theo/ }).click();
    await officer.getByText("Thiếu phiếu, cần 10").first().waitFor();
    await officer.getByText(/9 trên 15 đoàn viên tán thành/).waitFor();
    await clean("screen-vote");
    await officer.getByRole("button", { name: "Thôi" }).click();
    await officer.getByRole("grid").locator("a").first().click();
    await officer.getByLabel(/^Tán thành/).fill("12");
    await officer.getByRole("button", { name: /^Lưu/ }).click();
    await officer.getByText("12/15").waitFor();
  });

  it("the cover is changed, and more time for the decision wants its reason", async () => {
    const [one] = await dossiersIn("appraising");
    const before = await read(`/api/dossiers/${one.id}`);
    await officer.goto(`/dossiers/${one.id}`);
    await officer.getByRole("button", { name: "Sửa" }).first().click();
    await officer.getByLabel(/^Nơi để bản gốc/).fill("Tủ 2, ngăn 3");
    await officer.getByLabel(/^Gia hạn/).fill("30");
    await officer.getByRole("button", { name: /^Lưu/ }).click();
    await officer.locator('[aria-invalid="true"]').waitFor();
    await officer.getByLabel(/^Lý do gia hạn/).fill("Chờ xác minh ở nơi cư trú cũ");
    await clean("screen-cover");
    await officer.getByRole("button", { name: /^Lưu/ }).click();
    await officer.getByText("30 ngày làm việc, vì Chờ xác minh").waitFor();
    await officer.getByText("Tủ 2, ngăn 3").waitFor();
    const after = await read(`/api/dossiers/${one.id}`);
    const due = (of) => of.clocks.find((clock) => clock.rule === "decision.limit").due_on;
    assert.ok(due(after) > due(before), `${due(before)} → ${due(after)}`);
  });

  it("the way of a dossier stands in the order of its days", async () => {
    for (const state of ["drafting", "submitted", "returned", "decided", "admitted"]) {
      const [one] = await dossiersIn(state);
      await officer.goto(`/dossiers/${one.id}`);
      const steps = await officer.getByRole("list", { name: "Đường đi của hồ sơ" }).getByRole("listitem").allInnerTexts();
      const days = steps.flatMap((step) => /^\d\d\/\d\d\/\d{4}$/m.exec(step) ?? []);
      const sorted = days.map((day) => day.split("/").reverse().join("-"));
      assert.deepEqual(sorted, [...sorted].sort(), `${state}: ${steps.join(" | ")}`);
      const now = await officer.locator('[aria-current="step"]').count();
      assert.ok(now <= 1, state);
    }
  });

  it("a decided dossier shows in the list when its ceremony is due", async () => {
    await officer.goto("/dossiers?state=decided");
    await officer.getByRole("row").nth(1).getByText(/ngày/).waitFor();
    await clean("screen-decided");
  });

  it("home counts the chosen campaign, and links to its dossiers", async () => {
    await officer.goto("/");
    const [campaign] = (await read("/api/me")).campaigns;
    const counted = (await read(`/api/home?campaign=${campaign.id}`)).stages.find((one) => one.id === "dossier");
    const list = (await read("/api/dossiers/query", { campaign_id: campaign.id, limit: 500 })).items;
    const open = list.filter((one) => !["qualified", "decided", "admitted", "withdrawn"].includes(one.state));
    assert.equal(counted.open, open.length);
    await clean("screen-home");
    assert.deepEqual(officer.wrong(), []);
  });
});
