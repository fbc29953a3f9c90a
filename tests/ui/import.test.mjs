// SPDX-License-Identifier: Apache-2.0
// A list of people comes in from a spreadsheet: sent, tried, mended by a press, taken over.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, phone, picture, sayNoSecret, settled, signIn } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "dung-mot-cau-de-nho-2024";
let server;
let browser;

const head = "DANH SÁCH NGUỒN KẾT NẠP;;;;;\nTT;Họ và tên;Ngày sinh;;Số CCCD;Chi bộ\n;;Nam;Nữ;;\n";
const rows = [
  "1;Lê Thị Thắm;;17/5/1996;008196001234;Chi bộ Khoa Nội II",
  "2;Hà Đức Thịnh;31/02/1998;;008098001235;Chi bộ Khoa Nội II",
  "3;Trần Văn Khỏe;1990;;008090001236;CB Khoa Nội 2",
  "4;Ngô Thị Thêm;;2/3/1997;08197001237;Chi bộ Khoa Ngoi 2",
  "5;Triệu Thị Ân;;4/5/1999;008199001238;Chi bộ Khoa Nội II",
  "6;TRIỆU THỊ ÂN;;4/5/1999;;Chi bộ Khoa Nội II",
];
const list = head + rows.join("\n") + "\n";

async function addBody(page, body) {
  return page.evaluate(async (form) => {
    const me = await (await fetch("/api/me")).json();
    const root = (await (await fetch("/api/orgs")).json()).items[0];
    const answer = await fetch("/api/orgs", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "X-CSRF-Token": me.csrf_token,
        "Idempotency-Key": crypto.randomUUID(),
      },
      body: JSON.stringify({ parent_id: root.id, ...form }),
    });
    return answer.status;
  }, body);
}

before(async () => {
  server = await startServer();
  browser = await launch();
  const page = await openPage(browser, server.url);
  await page.goto(server.setupLink);
  await page.getByLabel("Tên cơ quan").fill("Đảng ủy Khối tỉnh Vĩnh Sơn");
  await page.getByLabel("Họ và tên").fill("Vũ Hoài Thu");
  await page.getByLabel("Tên đăng nhập").fill("thu");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByLabel("Gõ lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Lập cơ quan" }).click();
  await page.waitForURL("**/sign-in");
  await signIn(page, "thu", password);
  const body = { system: "party", kind: "sub_cell", code: "n2", name: "Chi bộ Khoa Nội II" };
  assert.equal(await addBody(page, body), 200);
  await page.context().close();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function sendList(page, text = list) {
  await page.goto("/people/import");
  await page.locator("input[type=file]").setInputFiles({
    name: "nguon_quy_3.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("\ufeff" + text),
  });
  await sayNoSecret(page);
  await page.waitForURL(/\/people\/import\/[0-9a-f-]+$/);
}

const refused = (n) => `Tải ${n} dòng bị từ chối`;

describe("people from a spreadsheet", () => {
  it("are tried at once, mended by a press and taken over", async () => {
    const page = await openPage(browser, server.url, { expect: [/status of 401/] });
    await signIn(page, "thu", password);
    await page.goto("/people");
    await page.getByRole("link", { name: "Nhập từ bảng tính" }).click();
    await page.getByText("Thả bảng tính vào đây").waitFor();
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "import-choose");

    await sendList(page);
    await page.getByRole("button", { name: refused(2) }).waitFor();
    await page.getByText("Ngày sinh Nữ").first().waitFor();
    await page.getByRole("row", { name: /Ngô Thị Thêm/ }).click();
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "import-look");

    await page.getByRole("button", { name: "Thêm số 0", exact: true }).first().click();
    await page.locator("input:checked").waitFor();
    assert.ok(await page.getByLabel("Thêm số 0 đầu đã mất").isChecked());
    await page.getByRole("button", { name: "Nhận tên gần" }).first().click();
    await page.getByRole("button", { name: refused(1) }).waitFor();
    await page.getByRole("button", { name: "Bỏ dòng này" }).first().click();
    await page.getByRole("button", { name: "Nhập 4 dòng" }).waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: refused(1) }).click();
    assert.match((await saved).suggestedFilename(), /\.xlsx$/);

    await page.getByRole("button", { name: "Nhập 4 dòng" }).click();
    await page.getByText("Đã nhập 4 người").first().waitFor();
    await settled(page);
    await picture(page, "import-done");
    await page.getByRole("link", { name: "Xem nhân sự" }).click();
    await page.getByRole("row", { name: /Ngô Thị Thêm/ }).waitFor();
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });

  it("who is there already is told, and a column can be chosen by hand on a phone", async () => {
    const page = await openPage(browser, server.url, { size: phone, expect: [/status of 401/] });
    await signIn(page, "thu", password);
    await sendList(page, list.replace("Họ và tên", "Quý danh"));
    await page.getByText("Chọn cột nào là họ và tên").waitFor();
    await page.getByLabel("Mục nhận cột B").selectOption("name");
    await page.getByText("Số định danh này đã có").first().waitFor();
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "import-phone");
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });

  it("a file that is no list is refused in words that help", async () => {
    const page = await openPage(browser, server.url, { expect: [/status of 4/] });
    await signIn(page, "thu", password);
    await page.goto("/people/import");
    await page.locator("input[type=file]").setInputFiles({
      name: "anh.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("khong;phai\n1;2\n"),
    });
    await sayNoSecret(page);
    await page.getByText("Không thấy dòng tiêu đề").waitFor();
    await settled(page);
    await picture(page, "import-refused");
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });
});
