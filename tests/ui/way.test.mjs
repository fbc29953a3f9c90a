// SPDX-License-Identifier: Apache-2.0
// A dossier from source to decision through two returns, with three people signed in: the clerk of the unit, the
// officer at the counter, and the one who appraises. The many fields of the papers go in by the calls the screens make.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, desk, launch, openPage, phone, picture, settled } from "./support/browser.mjs";
import { call, foundOffice, password } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

const expect = [/status of 401/, /status of 404/, /status of 409/, /status of 422/];
let server;
let browser;
let officer;
let appraiser;
let clerk;
let unit;
let cell;
let dossier;
const people = {};


async function signedIn(user, name, role, org) {
  const made = await call(officer, "POST", "/api/accounts", { user, name, role, org_id: org });
  const page = await openPage(browser, server.url, { expect });
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập").fill(user);
  await page.getByLabel("Mật khẩu").fill(made.first_password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.getByLabel("Mật khẩu đang dùng").fill(made.first_password);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await page.getByLabel("Gõ lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await page.locator("#main").waitFor();
  return page;
}

async function looked(page, name) {
  await settled(page);
  assert.deepEqual(await axeFindings(page), []);
  await picture(page, name);
}

const send = async (page, method, path, form) => {
  const now = await call(page, "GET", `/api/dossiers/${dossier}`);
  return call(page, method, `/api/dossiers/${dossier}/${path}`, { ...form, version: now.version });
};

before(async () => {
  server = await startServer();
  browser = await launch();
  officer = await openPage(browser, server.url, { expect });
  const { top, unit: clinic, body } = await foundOffice(officer, server);
  unit = clinic;
  cell = (await body("CB1", "Chi bộ Khoa Dược", "sub_cell", unit)).id;
  for (const [name, standing] of [
    ["Nguyễn Thị Hạnh Duyên", "union_member"],
    ["Phạm Văn Sơn", "official_member"],
    ["Trần Thị Thu", "official_member"],
  ]) {
    people[name] = (
      await call(officer, "POST", "/api/people", {
        name,
        org_id: cell,
        born_on: "14/09/1996",
        sex: name.includes("Thị") ? "female" : "male",
        ...(standing === "official_member"
          ? { standing, joined_on: "03/02/2018", official_on: "03/02/2019" }
          : { standing }),
      })
    ).id;
  }
  clerk = await signedIn("donvi", "Lê Văn Đơn", "unit_clerk", unit);
  appraiser = await signedIn("hai", "Bùi Thanh Hải", "organization_officer", top);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("through two returns to the decision", () => {
  it("the clerk brings the dossier together and sends it", async () => {
    const made = await call(clerk, "POST", "/api/dossiers", {
      person_id: people["Nguyễn Thị Hạnh Duyên"],
      org_id: cell,
      candidate_type: "union_member",
    });
    dossier = made.id;
    const facts = { full_name: "Nguyễn Thị Hạnh Duyên", born_on: "14/09/1996" };
    const papers = [
      ["awareness_certificate", { issued_on: "12/01/2026" }, facts],
      ["application", { dated_on: "10/04/2026" }, facts],
      ["life_history", { declared_on: "12/04/2026", certified_on: "26/05/2026" }, facts],
      ["verification", { finished_on: "20/05/2026" }, {}],
      ["union_resolution", { met_on: "31/05/2026" }, { ...facts, born_on: "14/06/1996" }],
      ["member_introduction", { dated_on: "04/06/2026" }, {}],
      ["opinion_summary", { dated_on: "09/06/2026" }, facts],
      ["cell_resolution", { met_on: "15/06/2026" }, facts],
      ["committee_resolution", { met_on: "29/06/2026" }, facts],
    ];
    for (const [form, dates, said] of papers) {
      const paper = { received: true, is_signed: true, is_sealed: true, dates, facts: said };
      await send(clerk, "PUT", `papers/${form}`, paper);
    }
    await send(clerk, "POST", "supports", {
      kind: "introducer",
      person_id: people["Phạm Văn Sơn"],
      same_grassroots: true,
      together_since: "01/2024",
    });
    await send(clerk, "POST", "supports", { kind: "helper", person_id: people["Trần Thị Thu"] });
    for (const [body, held_on, base] of [
      ["cell", "2026-06-15", 9],
      ["grassroots", "2026-06-29", 11],
    ]) {
      const vote = { body, held_on, base, present: base, in_favour: base, against: 0 };
      await send(clerk, "POST", "votes", vote);
    }
    await clerk.goto(`/dossiers/${dossier}`);
    await clerk.getByRole("button", { name: "Gửi Ban Tổ chức" }).click();
    await clerk.getByText("Đã gửi").first().waitFor();
  });

  it("the officer receives it from the list of work, by keyboard, and hands it over", async () => {
    await officer.goto("/work");
    await officer.getByRole("row", { name: /Hạnh Duyên/ }).waitFor();
    await officer.keyboard.press("j");
    await officer.keyboard.press("k");
    await officer.keyboard.press("x");
    await looked(officer, "way-work");
    await officer.getByRole("button", { name: "Tiếp nhận (1)" }).click();
    const dialog = officer.getByRole("dialog");
    await dialog.getByText("1 đã làm").waitFor();
    await picture(officer, "way-bulk");
    await dialog.getByRole("button", { name: "Đóng" }).last().click();
    await officer.goto(`/dossiers/${dossier}`);
    await officer.getByRole("button", { name: "Việc khác" }).click();
    await officer.getByRole("button", { name: "Giao thẩm định" }).click();
    await officer.getByLabel("Người thẩm định").selectOption({ label: "Bùi Thanh Hải" });
    await officer.getByRole("button", { name: "Giao thẩm định" }).last().click();
    await officer.getByText("Bùi Thanh Hải thẩm định").waitFor();
    await officer.goto("/receipts");
    await officer.getByRole("row", { name: /^1\/2/ }).waitFor();
    await looked(officer, "way-register");
  });

  it("the appraiser returns it with a finding", async () => {
    await appraiser.goto(`/dossiers/${dossier}`);
    await appraiser.getByRole("button", { name: "Bắt đầu thẩm định" }).click();
    await appraiser.getByRole("button", { name: "Đưa vào phiếu trả" }).first().click();
    await looked(appraiser, "way-slip");
    await appraiser.getByRole("button", { name: /^Trả hồ sơ(?! lần)/ }).click();
    await appraiser.getByText("Đã trả bổ sung").first().waitFor();
  });

  it("the clerk mends only what was asked, answers and sends it again", async () => {
    await clerk.goto(`/dossiers/${dossier}`);
    await clerk.getByRole("button", { name: "Trả lời" }).first().click();
    await clerk.getByLabel("Trả lời, giải thích").fill("đoàn cơ sở đã ban hành lại");
    await clerk.getByRole("button", { name: "Gửi", exact: true }).click();
    await clerk.getByText("đoàn cơ sở đã ban hành lại").waitFor();
    await send(clerk, "PUT", "papers/union_resolution", {
      received: true,
      is_signed: true,
      is_sealed: true,
      dates: { met_on: "31/05/2026" },
      facts: { full_name: "Nguyễn Thị Hạnh Duyên", born_on: "14/09/1996" },
    });
    await clerk.reload();
    await clerk.getByRole("checkbox").first().check();
    await looked(clerk, "way-answer");
    await clerk.getByRole("button", { name: /^Nộp lại hồ sơ/ }).click();
    await clerk.getByText("Đã nộp lại").first().waitFor();
  });

  it("the appraiser sees only what changed, settles the item, and returns it once more", async () => {
    await appraiser.goto(`/dossiers/${dossier}`);
    await appraiser.getByRole("button", { name: "Xem 1 chỗ đã đổi từ lần trả 1" }).click();
    await appraiser.getByText("Đã đổi từ lần trả 1").waitFor();
    await looked(appraiser, "way-changes");
    await appraiser.getByRole("button", { name: "Thẩm định lại" }).click();
    await appraiser.getByRole("button", { name: "Đã xong" }).click();
    await appraiser.getByText("Xong", { exact: true }).first().waitFor();
    await appraiser.getByRole("button", { name: "Thêm mục" }).click();
    await appraiser.getByRole("textbox", { name: "Cả hồ sơ" }).fill("Bổ sung ảnh 4 × 6");
    await appraiser.getByRole("button", { name: /^Trả hồ sơ(?! lần)/ }).click();
    await appraiser.getByText("Đã trả bổ sung").first().waitFor();
    await looked(appraiser, "way-second-return");
  });

  it("two desks at once: the second sees what the first did, and nothing is lost", async () => {
    await officer.goto(`/dossiers/${dossier}`);
    await officer.getByRole("button", { name: "Việc khác" }).click();
    await officer.getByRole("button", { name: "Rút hồ sơ" }).click();
    await clerk.goto(`/dossiers/${dossier}`);
    await clerk.getByRole("checkbox").first().check();
    await clerk.getByRole("button", { name: /^Nộp lại hồ sơ/ }).click();
    await clerk.getByText("Đã nộp lại").first().waitFor();
    const dialog = officer.getByRole("dialog");
    await dialog.getByLabel("Lý do").fill("xin rút");
    await dialog.getByRole("button", { name: "Rút hồ sơ" }).click();
    await dialog.getByText("Việc vừa làm với hồ sơ này").waitFor();
    await picture(officer, "way-conflict");
    await dialog.getByRole("button", { name: "Đọc lại hồ sơ" }).click();
    await officer.getByText("Đã nộp lại").first().waitFor();
  });

  it("opinions are asked side by side; the step that was pressed by mistake is undone", async () => {
    await appraiser.goto(`/dossiers/${dossier}`);
    await appraiser.getByRole("button", { name: "Thẩm định lại" }).click();
    await appraiser.getByRole("button", { name: "Đủ điều kiện trình" }).click();
    await appraiser.getByText("Đủ điều kiện", { exact: true }).first().waitFor();
    await appraiser.getByRole("button", { name: "Việc khác" }).click();
    await appraiser.getByRole("button", { name: /^Hoàn tác bước/ }).click();
    await appraiser.getByLabel("Lý do").fill("chờ ý kiến của Ban Tuyên giáo");
    await appraiser.getByRole("button", { name: "Hoàn tác", exact: true }).click();
    await appraiser.getByText(/Bùi Thanh Hải hoàn tác/).waitFor();
    await appraiser.getByRole("button", { name: "Việc khác" }).click();
    await appraiser.getByRole("button", { name: "Xin ý kiến" }).click();
    await appraiser.getByLabel("Hỏi về việc gì").fill("Lịch sử chính trị gia đình");
    await appraiser.getByLabel("Thêm người").selectOption({ label: "Vũ Hoài Thu" });
    await appraiser.getByRole("button", { name: /^Gửi xin ý kiến/ }).click();
    await appraiser.getByText("1 chưa trả lời").waitFor();
    await officer.goto(`/dossiers/${dossier}`);
    await officer.getByRole("button", { name: "Ghi ý kiến nhận được" }).click();
    await officer.getByLabel("Ý kiến", { exact: true }).selectOption({ label: "Đồng ý" });
    await officer.getByRole("button", { name: /^Ghi ý kiến/ }).last().click();
    await officer.getByText("1 đồng ý").waitFor();
    await looked(officer, "way-opinions");
  });

  it("it is found in order and the board decides", async () => {
    await appraiser.goto(`/dossiers/${dossier}`);
    await appraiser.getByRole("button", { name: "Đủ điều kiện trình" }).click();
    await appraiser.getByText("Đủ điều kiện", { exact: true }).first().waitFor();
    await looked(appraiser, "way-qualified");
    const top = (await call(officer, "GET", "/api/orgs")).items[0].id;
    const today = (await call(officer, "GET", "/api/me")).today;
    const meeting = await call(officer, "POST", "/api/meetings", {
      org_id: top,
      campaign_id: "",
      kind: "held",
      starts_at: "08:00",
      venue: "Phòng họp số 1",
      paper: "",
      sent_on: "",
      closes_on: "",
      body_kind: "standing_board",
      body_name: "Ban Thường vụ",
      held_on: today,
      member_count: 13,
      present_count: 12,
      absent_note: "",
      chair_name: "Hoàng Văn Yên",
      secretary_name: "Trần Thị Thu",
      tellers: "",
      decided_on: today,
      signer_post: "BÍ THƯ",
      signer_name: "Hoàng Văn Yên",
      signer_person_id: "",
    });
    await officer.goto(`/meetings/${meeting.id}`);
    await officer.getByRole("button", { name: "Đưa hồ sơ vào phiên" }).first().click();
    await officer.getByRole("button", { name: "Đưa vào 1 người" }).click();
    await officer.getByLabel("Tán thành", { exact: true }).waitFor();
    // what a later stage holds is not undone from here
    await appraiser.reload();
    await appraiser.getByRole("button", { name: "Việc khác" }).click();
    await appraiser.getByRole("button", { name: /^Hoàn tác bước/ }).click();
    await appraiser.getByLabel("Lý do").fill("bấm nhầm");
    await appraiser.getByRole("button", { name: "Hoàn tác", exact: true }).click();
    await appraiser.getByText(/đang ở chương trình họp Ban Thường vụ/).waitFor();
    await officer.getByLabel("Tán thành", { exact: true }).fill("12");
    await officer.getByLabel("Không tán thành").fill("0");
    await officer.getByRole("button", { name: /Ghi kết quả, cấp số 1/ }).click();
    await officer.getByText("Đã biểu quyết 1").first().waitFor();
    await clerk.goto(`/dossiers/${dossier}`);
    await clerk.getByText("Có quyết định").first().waitFor();
    await looked(clerk, "way-decided");
  });

  it("on a phone work, register and the dossier read in the same order", async () => {
    await officer.setViewportSize(phone);
    for (const [path, name] of [
      ["/work?whose=all", "phone-way-work"],
      ["/receipts", "phone-way-register"],
      ["/stand-ins", "phone-way-stand-ins"],
      [`/dossiers/${dossier}`, "phone-way-dossier"],
    ]) {
      await officer.goto(path);
      await looked(officer, name);
    }
    await officer.setViewportSize(desk);
    for (const page of [officer, appraiser, clerk]) assert.deepEqual(page.wrong(), []);
  });
});
