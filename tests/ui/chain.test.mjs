// SPDX-License-Identifier: Apache-2.0
// The chain of the work in a real browser: from an imported workbook to the ceremony's pack, as the officer, the
// clerk of a unit and the person at the gate. What is shown and pressed is the screen's; the many fields of the papers
// go in by the same calls the screen makes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, phone, picture, sayNoSecret, settled } from "./support/browser.mjs";
import { call, foundOffice, password } from "./support/office.mjs";
import { root, startServer } from "./support/server.mjs";

const names = ["Nguyễn Thị Ánh", "Đặng Văn Bình", "Lê Hoàng Châu"];
const officials = ["Phạm Văn Sơn", "Trần Thị Thu", "Vũ Minh Tâm", "Hoàng Văn Yên"];
const folder = mkdtempSync(join(tmpdir(), "ketnap-chain-"));
let server;
let browser;
let officer;
let clerk;
let unit;
let cell;
let campaign;


function workbook() {
  const rows = [["Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ"]];
  names.forEach((name, n) =>
    rows.push([name, `${10 + n}/02/${1998 + n}`, name.includes("Thị") ? "Nữ" : "Nam", "Chi bộ 1"]),
  );
  officials.forEach((name, n) =>
    rows.push([name, `${10 + n}/05/${1975 + n}`, name.includes("Thị") ? "Nữ" : "Nam", "Chi bộ 1"]),
  );
  const file = join(folder, "danh-sach.xlsx");
  const script = "import json,sys; from workbook import write_xlsx; write_xlsx(sys.argv[1], json.loads(sys.argv[2]))";
  execFileSync("python3", ["-B", "-c", script, file, JSON.stringify(rows)], {
    cwd: join(root, "tests/functional"),
  });
  return file;
}

async function account(user, role, org) {
  const made = await call(officer, "POST", "/api/accounts", { user, name: `Người dùng ${user}`, role, org_id: org });
  return made.first_password;
}

/** A first password is used once: the screen asks for one's own before anything else. */
async function firstSignIn(page, user, first) {
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập").fill(user);
  await page.getByLabel("Mật khẩu").fill(first);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await setOwnPassword(page, first);
}

async function setOwnPassword(page, first) {
  await page.getByLabel("Mật khẩu đang dùng").fill(first);
  await page.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await page.getByLabel("Gõ lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click();
  await page.locator("#main").waitFor();
}

before(async () => {
  server = await startServer();
  browser = await launch();
  officer = await openPage(browser, server.url, { expect: [/status of 401/, /status of 404/] });
  const { unit: hospital, body } = await foundOffice(officer, server);
  unit = hospital;
  cell = (await body("CB1", "Chi bộ 1", "sub_cell", unit)).id;
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("from an imported workbook to the pack", () => {
  it("the officer brings the people in from a workbook", async () => {
    await officer.goto("/people/import");
    await officer.locator("input[type=file]").setInputFiles(workbook());
    await sayNoSecret(officer);
    await officer.waitForURL(/\/people\/import\/[0-9a-f-]+$/);
    await officer.getByRole("button", { name: "Nhập 7 dòng" }).click();
    await officer.getByText("Đã nhập 7 người").first().waitFor();
    await officer.getByRole("link", { name: "Xem nhân sự" }).click();
    await officer.getByRole("row", { name: /Lê Hoàng Châu/ }).waitFor();
  });

  it("the officer enters the plan and starts the campaign", async () => {
    await officer.goto("/plans/new");
    await officer.getByLabel("Tên kế hoạch").fill("Kế hoạch tổ chức Lễ kết nạp đảng viên");
    await officer.getByLabel("Tên ngắn").fill("Lễ kết nạp");
    await officer.getByLabel("Mã đợt").fill("KN-1");
    await officer.getByLabel("Số và ký hiệu").fill("14-KH/ĐU");
    await officer.getByLabel("Tên cơ quan").fill("Đảng ủy Khối tỉnh Vĩnh Sơn");
    await officer.getByLabel("Ngày lễ").fill("dự kiến ngày 20/12/2030");
    await officer.getByLabel("Hạn gửi hồ sơ").fill("trước ngày 01/12/2030");
    await officer.getByRole("textbox", { name: /^Địa điểm/ }).fill("Hội trường A");
    await officer.getByRole("textbox", { name: /^Chỉ tiêu/ }).fill("3");
    await officer.getByText("ngày cuối cùng còn kịp: 30/11/2030").waitFor();
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "chain-plan");
    await officer.getByRole("button", { name: /^Lưu/ }).click();
    await officer.waitForURL(/\/plans\/[0-9a-f-]+$/);
    campaign = officer.url().split("/").pop();
    await officer.getByRole("button", { name: "Ghi đã duyệt" }).click();
    await officer.getByRole("button", { name: "Bắt đầu thực hiện" }).click();
    await officer.getByRole("button", { name: "Kết thúc đợt" }).waitFor();
  });

  it("the officer shares out the places and asks the units", async () => {
    for (const person of (await call(officer, "POST", "/api/people/query", { limit: 50 })).items) {
      if (!officials.includes(person.name)) continue;
      await call(officer, "PUT", `/api/people/${person.id}`, {
        name: person.name,
        org_id: person.org_id,
        born_on: person.born_on_as_written,
        sex: person.sex,
        standing: "official_member",
        joined_on: "03/02/2010",
        official_on: "03/02/2011",
        version: person.version,
      });
    }
    await officer.goto("/quota");
    await officer.getByRole("button", { name: "Phân bổ theo số đảng viên" }).click();
    await officer.getByText("Vừa đủ").waitFor();
    await officer.goto("/nominations");
    await officer.getByRole("button", { name: "Gửi yêu cầu" }).first().click();
    await officer.getByLabel("Thời hạn").fill("trước ngày 01/12/2030");
    await officer.getByRole("button", { name: /^Lưu/ }).click();
    await officer.getByRole("row", { name: /Bệnh viện Đa khoa/ }).waitFor();
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "chain-request");
  });

  it("the clerk nominates, answers and sends the dossiers", async () => {
    const first = await account("donvi", "unit_clerk", unit);
    clerk = await openPage(browser, server.url, { expect: [/status of 401/, /status of 404/] });
    await firstSignIn(clerk, "donvi", first);
    const people = (await call(clerk, "POST", "/api/people/query", { limit: 50 })).items;
    const idOf = (name) => people.find((one) => one.name === name).id;
    await clerk.goto("/nominations/proposed");
    for (const [n, name] of names.entries()) {
      await propose(clerk, name);
      await clerk.getByRole("link", { name: "Lập hồ sơ" }).click();
      await clerk.getByRole("link", { name: "Xem bản giới thiệu" }).waitFor();
      await clerk.getByRole("button", { name: /^Lập hồ sơ/ }).click();
      await clerk.waitForURL(/\/dossiers\/[0-9a-f]{8}-[0-9a-f-]+$/);
      const dossier = clerk.url().split("/").pop();
      await fillDossier(clerk, dossier, idOf, name, `${10 + n}/02/${1998 + n}`);
      await clerk.goto(`/dossiers/${dossier}`);
      await clerk.getByRole("button", { name: "Gửi Ban Tổ chức" }).click();
      await clerk.getByText("Đã gửi").first().waitFor();
    }
    await settled(clerk);
    assert.deepEqual(await axeFindings(clerk), []);
    await picture(clerk, "chain-sent");
  });

  it("the officer takes them in and finds them in order", async () => {
    for (const { id } of (await call(officer, "POST", "/api/dossiers/query", {})).items) {
      await officer.goto(`/dossiers/${id}`);
      for (const step of ["Tiếp nhận", "Bắt đầu thẩm định", "Đủ điều kiện trình"]) {
        await officer.getByRole("button", { name: step, exact: true }).click();
      }
      await officer.getByText("Đủ điều kiện", { exact: true }).first().waitFor();
    }
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "chain-dossier");
  });

  it("the standing board votes one by one and numbers are given", async () => {
    const top = (await call(officer, "GET", "/api/orgs")).items[0].id;
    const today = (await call(officer, "GET", "/api/me")).today;
    const meeting = await call(officer, "POST", "/api/meetings", {
      org_id: top,
      campaign_id: campaign,
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
    await officer.getByRole("button", { name: "Đưa vào 3 người" }).click();
    for (const number of [1, 2, 3]) {
      await officer.getByLabel("Tán thành", { exact: true }).fill("12");
      await officer.getByLabel("Không tán thành").fill("0");
      await officer.getByRole("button", { name: new RegExp(`Ghi kết quả, cấp số ${number}`) }).click();
      await officer.getByText(`Đã biểu quyết ${number}`).first().waitFor();
    }
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "chain-meeting");
    const decisions = (await call(officer, "GET", `/api/decisions?campaign=${campaign}`)).items;
    assert.deepEqual(
      decisions.map((one) => one.decision.number),
      [1, 2, 3],
    );
    const received = { ids: decisions.map((one) => one.decision.id), received_on: today };
    await call(officer, "PUT", "/api/decisions/received", received);
  });

  it("the hall is filled and seated", async () => {
    const form = await call(officer, "GET", `/api/campaigns/${campaign}/ceremony_proposal`);
    const today = (await call(officer, "GET", "/api/me")).today;
    await call(officer, "POST", "/api/ceremonies", {
      ...form,
      starts_on: today,
      starts_minute: 480,
      hall_name: "Hội trường A",
      hall_rows: 5,
      hall_seats: 8,
      hall_aisles: [4],
      hall_blocked: [],
    });
    await officer.goto("/ceremony/delegates");
    await officer.getByRole("button", { name: "Lấy từ quyết định" }).first().click();
    await officer.getByRole("row", { name: /Lê Hoàng Châu/ }).first().waitFor();
    await officer.goto("/ceremony/seats");
    await officer.getByRole("button", { name: "Xếp chỗ" }).first().click();
    await officer.getByRole("button", { name: "Xếp lại từ đầu" }).waitFor();
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "chain-seats");
  });

  it("the gate lets a member in by the number on the card", async () => {
    const [ceremony] = (await call(officer, "GET", `/api/ceremonies?campaign=${campaign}`)).items;
    const delegates = (await call(officer, "GET", `/api/ceremonies/${ceremony.id}/delegates`)).items;
    const member = delegates.find((one) => one.name === "Lê Hoàng Châu");
    const top = (await call(officer, "GET", "/api/orgs")).items[0].id;
    const first = await account("cong1", "ceremony_desk", top);
    const gate = await openPage(browser, server.url, { size: phone, expect: [/status of 401/] });
    await gate.goto("/gate");
    await gate.getByLabel("Tên đăng nhập").fill("cong1");
    await gate.getByLabel("Mật khẩu").fill(first);
    await gate.getByRole("button", { name: "Đăng nhập" }).click();
    await gate.getByRole("link", { name: "Đặt mật khẩu" }).click();
    await setOwnPassword(gate, first);
    await gate.goto("/gate");
    const title = gate.getByRole("button", { name: ceremony.form.title });
    const named = gate.getByLabel("Tên cổng");
    const card = gate.getByLabel("Quét mã hoặc gõ số thẻ");
    await title.or(named).or(card).first().waitFor();
    if (await title.isVisible()) await title.click();
    await named.or(card).first().waitFor();
    if (await named.isVisible()) {
      await named.fill("Cổng 1");
      await named.press("Enter");
    }
    await card.fill(member.short_code);
    await card.press("Enter");
    await gate.getByText("Mời vào").first().waitFor();
    await settled(gate);
    assert.deepEqual(await axeFindings(gate), []);
    await picture(gate, "chain-gate");
    await officer.goto("/ceremony/arrivals");
    await officer.getByText("Lê Hoàng Châu").first().waitFor();
    assert.deepEqual(gate.wrong(), []);
  });

  it("the officer holds the pack in his hands", async () => {
    await officer.goto("/ceremony");
    const saved = officer.waitForEvent("download", { timeout: 30_000 });
    await officer.getByRole("button", { name: "Gói buổi lễ" }).click();
    const file = join(folder, "pack.zip");
    await (await saved).saveAs(file);
    const list = execFileSync("python3", ["-m", "zipfile", "-l", file], { encoding: "utf8" });
    assert.ok((list.match(/\.docx/g) ?? []).length >= 4, list);
    assert.ok((list.match(/\.pdf/g) ?? []).length >= 5, list);
    assert.match(list, /\.xlsx/);
    assert.equal(readFileSync(file).subarray(0, 2).toString(), "PK");
    assert.deepEqual(officer.wrong(), []);
    assert.deepEqual(clerk.wrong(), []);
  });
});

/** Proposes a person on the screen, found by the name without dấu. */
async function propose(page, name) {
  await page.goto("/nominations/proposed/new");
  await page.getByRole("searchbox", { name: /^Người được giới thiệu/ }).fill(bare(name));
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: /^Giới thiệu/ }).click();
  await page.getByRole("button", { name: "Rút giới thiệu" }).waitFor();
}

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");

/** Everything that lies in one dossier, dated in the order of the steps. */
async function fillDossier(page, id, idOf, name, born_on) {
  const met = new Date(Date.UTC(2026, 5, 15));
  const iso = (offset) => new Date(met.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  const day = (offset) => iso(offset).split("-").reverse().join("/");
  let dossier = await call(page, "GET", `/api/dossiers/${id}`);
  const send = async (method, path, form) => {
    dossier = await call(page, method, `/api/dossiers/${dossier.id}/${path}`, { ...form, version: dossier.version });
  };
  const facts = { full_name: name, born_on };
  const papers = [
    ["awareness_certificate", { issued_on: "12/01/2026" }],
    ["application", { dated_on: day(-66) }],
    ["life_history", { declared_on: day(-64), certified_on: day(-20) }],
    ["verification", { finished_on: day(-26) }],
    ["union_resolution", { met_on: day(-15) }],
    ["member_introduction", { dated_on: day(-11) }],
    ["opinion_summary", { dated_on: day(-6) }],
    ["cell_resolution", { met_on: day(0) }],
    ["committee_resolution", { met_on: day(14) }],
  ];
  for (const [form, dates] of papers) {
    const bare = form === "verification" || form === "member_introduction";
    await send("PUT", `papers/${form}`, {
      received: true,
      received_on: null,
      is_signed: true,
      is_sealed: true,
      dates,
      facts: bare ? {} : facts,
    });
  }
  await send("POST", "supports", {
    kind: "introducer",
    person_id: idOf(officials[0]),
    same_grassroots: true,
    together_since: "01/2024",
  });
  await send("POST", "supports", { kind: "helper", person_id: idOf(officials[1]), from_on: iso(0) });
  for (const [body, held_on, base] of [
    ["cell", iso(0), 4],
    ["grassroots", iso(14), 9],
  ]) {
    await send("POST", "votes", { body, held_on, base, present: base, in_favour: base, against: 0 });
  }
}
