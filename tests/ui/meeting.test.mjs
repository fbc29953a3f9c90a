// SPDX-License-Identifier: Apache-2.0
// How a body decides, on the rehearsal office: a meeting with one passed, one failed and one
// withdrawn; a vote by ballots sent round; a decision recorded from paper; the cells told.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  axeFindings,
  launch,
  openPage,
  phone,
  picture,
  sayNoSecret,
  settled,
  signIn,
} from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "minh-hoa-ketnap-2026";
let server;
let browser;
let officer;
let today;

const read = (path) =>
  officer.evaluate(async (to) => (await fetch(to)).json(), path);
const clean = async (name) => {
  await settled(officer);
  await picture(officer, name);
  assert.deepEqual(await axeFindings(officer), [], name);
};
/** The same page as a phone shows it. */
const onPhone = async (name) => {
  const before = officer.viewportSize();
  await officer.setViewportSize(phone);
  await clean(name);
  await officer.setViewportSize(before);
};
const vn = (iso) => iso.split("-").reverse().join("/");
const later = (days) =>
  new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

async function begin(fill) {
  await officer.goto("/meetings/new");
  await officer.getByLabel("Tổng số ủy viên").waitFor();
  await fill();
  await officer.keyboard.press("Control+Enter");
  await officer.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  return officer.url().split("/").pop();
}
async function pick(count) {
  await officer
    .getByRole("button", { name: "Đưa hồ sơ vào phiên" })
    .first()
    .click();
  const dialog = officer.getByRole("dialog");
  await dialog.getByLabel("Đợt").selectOption({ label: "Mọi đợt" });
  const boxes = dialog.getByRole("row").getByRole("checkbox");
  await boxes.first().waitFor();
  for (let at = 0; at < (await boxes.count()); ++at) {
    if ((await boxes.nth(at).isChecked()) !== (at > 0 && at <= count))
      await boxes.nth(at).click();
  }
  if (count === 3) await clean("meeting-picker");
  await dialog.getByRole("button", { name: `Đưa vào ${count} người` }).click();
}
const votes = async (yes, no) => {
  await officer.getByLabel("Tán thành", { exact: true }).fill(String(yes));
  await officer.getByLabel("Không tán thành").fill(String(no));
};

before(async () => {
  server = await startServer({ demo: [] });
  browser = await launch();
  officer = await openPage(browser, server.url, {
    expect: [/status of 401/, /status of 404/, /status of 422/],
  });
  await signIn(officer, "canbo", password);
  today = (await read("/api/me")).today;
});
after(async () => {
  assert.deepEqual(officer?.wrong(), []);
  await browser?.close();
  await server?.stop();
});

describe("a body decides", () => {
  let first;

  it("in a room: one passes, one fails, one is withdrawn, and nothing has a hole", async () => {
    const id = await begin(async () => {
      await officer.getByLabel("Giờ họp").fill("08:00");
      await officer.getByLabel("Địa điểm").fill("Phòng họp số 1");
      await officer.getByLabel("Tổng số ủy viên").fill("13");
      await officer.getByLabel("Số người dự").fill("12");
      await officer.getByLabel("Chủ trì").fill("Cao Viết Sáu");
      await clean("meeting-new");
    });
    await pick(3);
    const number = (await read(`/api/meetings/${id}`)).next_number;
    await officer
      .getByRole("button", { name: `Ghi kết quả, cấp số ${number}` })
      .waitFor();
    await votes(12, 0);
    await officer.keyboard.press("Control+Enter");
    await officer.getByText("Đã biểu quyết 1").waitFor();
    await officer.getByRole("button", { name: "Rút khỏi phiên" }).click();
    await officer
      .getByRole("dialog")
      .getByLabel("Lý do")
      .fill("Đơn vị xin rút");
    await officer
      .getByRole("dialog")
      .getByRole("button", { name: "Rút khỏi phiên" })
      .click();
    await officer.getByText("1 rút, để lại").waitFor();
    await officer.getByRole("row").nth(3).click();
    await votes(6, 6);
    await officer.getByText("2 × 6 = 12 ≤ 13").waitFor();
    await clean("meeting-failing");
    await officer
      .getByRole("button", { name: "Ghi kết quả", exact: false })
      .click();
    await officer.getByText("Đã biểu quyết 2").waitFor();
    const meeting = await read(`/api/meetings/${id}`);
    assert.deepEqual(
      meeting.items.map((one) => [one.order, one.state]),
      [
        [1, "passed"],
        [0, "withdrawn"],
        [2, "failed"],
      ],
    );
    assert.match(
      meeting.items[0].decision_number,
      new RegExp(`^${String(number).padStart(2, "0")}-QĐ/`),
    );
    first = meeting;
    await clean("meeting-room");
    await onPhone("meeting-room");
    await officer.setViewportSize(phone);
    await officer.getByRole("button", { name: "Danh sách xét" }).click();
    await clean("meeting-phone-list");
    await officer.setViewportSize({ width: 1366, height: 768 });
    await officer.reload();
    await officer.getByRole("button", { name: "Văn bản", exact: true }).click();
    await clean("meeting-papers");
    for (const paper of [
      "Chương trình",
      "Tờ trình",
      "Bảng tổng hợp",
      "Phiếu",
      "Biên bản",
    ]) {
      const taken = officer.waitForEvent("download");
      await officer.getByRole("button", { name: `${paper}, PDF` }).click();
      assert.match((await taken).suggestedFilename(), /\.pdf$/);
    }
    const book = officer.waitForEvent("download");
    await officer.getByRole("button", { name: "Bảng tổng hợp, XLSX" }).click();
    assert.match((await book).suggestedFilename(), /\.xlsx$/);
    await officer.keyboard.press("Escape");
  });

  it("persons are named where another typed", async () => {
    await officer.goto(`/meetings/${first.id}`);
    await officer.getByRole("row").nth(3).click();
    await officer.getByRole("button", { name: "Sửa", exact: true }).click();
    const dialog = officer.getByRole("dialog");
    await dialog.getByLabel("Lý do").fill("Văn thư nhập hộ");
    await clean("meeting-hands");
    await dialog.getByRole("button", { name: "Lưu" }).click();
    await dialog.waitFor({ state: "detached" });
    await officer.getByText(/chuẩn bị .*, thẩm định /).waitFor();
  });

  it("by ballots sent round: counted when the last one is back, never who voted how", async () => {
    const id = await begin(async () => {
      await officer
        .getByLabel("Hình thức")
        .selectOption({ label: "Gửi phiếu lấy ý kiến" });
      await officer.getByLabel("Hạn nhận phiếu").fill(vn(later(7)));
      await officer.getByLabel("Tổng số ủy viên").fill("3");
      await clean("meeting-round-new");
    });
    await pick(1);
    await officer.getByText("Chưa có danh sách ủy viên nhận phiếu").waitFor();
    await officer.getByRole("link", { name: /^Phiếu gửi/ }).click();
    await officer
      .getByLabel("Ủy viên nhận phiếu")
      .fill("Giàng A Tủa\nSầm Thị Xuyến\nLưu Bách Điền");
    await officer.getByRole("button", { name: "Gửi 3 phiếu" }).click();
    await officer.getByText("0 trên 3 phiếu đã về").waitFor();
    await officer
      .getByRole("row", { name: /Sầm Thị Xuyến/ })
      .getByRole("checkbox")
      .click();
    await officer
      .getByRole("row", { name: /Lưu Bách Điền/ })
      .getByRole("checkbox")
      .click();
    await officer.getByRole("button", { name: "Ghi phiếu về" }).click();
    await officer.getByText("2 trên 3 phiếu đã về").waitFor();
    await officer.getByRole("button", { name: "Ghi đã nhắc 1 người" }).click();
    await officer
      .getByRole("row", { name: new RegExp(`Giàng A Tủa.*${vn(today)}`) })
      .waitFor();
    await clean("meeting-sheets");
    await onPhone("meeting-sheets");
    await officer.getByRole("link", { name: /^Danh sách xét/ }).click();
    await officer.getByText(/Còn 1 trên 3 phiếu chưa về/).waitFor();
    await clean("meeting-round-waits");
    await officer.getByRole("link", { name: /^Phiếu gửi/ }).click();
    await officer
      .getByRole("row", { name: /Giàng A Tủa/ })
      .getByRole("checkbox")
      .click();
    await officer.getByRole("button", { name: "Ghi phiếu về" }).click();
    await officer.getByText("3 trên 3 phiếu đã về").waitFor();
    await officer.getByRole("link", { name: /^Danh sách xét/ }).click();
    await votes(2, 1);
    await officer.getByText("2 × 2 = 4 > 3").waitFor();
    await officer.keyboard.press("Control+Enter");
    await officer.getByText("Đã biểu quyết 1").waitFor();
    const meeting = await read(`/api/meetings/${id}`);
    assert.equal(meeting.items[0].state, "passed");
    assert.equal(meeting.form.held_on, today);
    assert.deepEqual(Object.keys(meeting.sheets[0]).sort(), [
      "id",
      "member_name",
      "position",
      "reminded_on",
      "returned_on",
      "sent_on",
    ]);
  });

  it("on paper: recorded with its count and number, the gap explained", async () => {
    const id = await begin(async () => {
      await officer
        .getByLabel("Hình thức")
        .selectOption({ label: "Ghi lại quyết định đã ban hành trên giấy" });
      await officer
        .getByLabel("Văn bản ghi kết quả")
        .fill("Biên bản số 12-BB/ĐUK, bản giấy ở cặp 4");
      await officer.getByLabel("Tổng số ủy viên").fill("13");
      await officer.getByLabel("Số người dự").fill("13");
    });
    await pick(1);
    const next = (await read(`/api/meetings/${id}`)).next_number;
    await votes(13, 0);
    await officer.getByLabel("Số trên quyết định").fill(String(next + 1));
    await officer
      .getByRole("button", { name: `Ghi kết quả, cấp số ${next + 1}` })
      .click();
    await officer
      .getByText(`Ghi số ${next + 1} thì sổ còn trống số ${next}.`)
      .waitFor();
    await clean("meeting-recorded");
    await officer
      .getByLabel("Lý do bỏ trống số")
      .fill("Số trước cấp cho quyết định khác");
    await officer.keyboard.press("Control+Enter");
    await officer.getByText("Đã biểu quyết 1").waitFor();
    const meeting = await read(`/api/meetings/${id}`);
    assert.match(
      meeting.items[0].decision_number,
      new RegExp(`^0*${next + 1}-QĐ/`),
    );
    assert.equal(meeting.next_number, next + 2);
    await officer.getByRole("link", { name: "Bản quét" }).click();
    await officer.locator("input[type=file]").setInputFiles({
      name: "bien-ban.png",
      mimeType: "image/png",
      buffer: Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "base64",
      ),
    });
    await sayNoSecret(officer);
    await officer.getByText("bien-ban.png").waitFor();
    await clean("meeting-scans");
    assert.equal((await read(`/api/meetings/${id}/scans`)).count, 1);
  });

  it("and every cell is told, yes or no", async () => {
    await officer.goto("/meetings/results");
    const waiting = (await read("/api/results?untold=1")).items;
    await officer
      .getByText(`Còn ${waiting.length} kết quả chưa báo chi bộ`)
      .waitFor();
    const failed = waiting.find(
      (one) => one.meeting_id === first.id && one.outcome === "failed",
    );
    await officer
      .getByRole("row", { name: new RegExp(`${failed.full_name}.*Không đạt`) })
      .getByRole("checkbox")
      .click();
    const notice = officer.waitForEvent("download");
    await officer.getByRole("button", { name: "Lấy thông báo" }).click();
    assert.match((await notice).suggestedFilename(), /^Thông báo kết quả.*\.docx$/);
    await officer.getByLabel("Số thông báo").fill("07-TB/ĐUK");
    await clean("meeting-results");
    await onPhone("meeting-results");
    await officer.getByRole("button", { name: "Ghi đã báo 1 người" }).click();
    await officer
      .getByText(`Còn ${waiting.length - 1} kết quả chưa báo chi bộ`)
      .waitFor();
    await officer.goto("/meetings");
    await officer.getByRole("row").nth(1).waitFor();
    await clean("meeting-list");
    await onPhone("meeting-list");
  });
});
