// SPDX-License-Identifier: Apache-2.0
// The second factor on screen: set up, asked after the password, asked anew where it counts, own sign-ins, reset by two.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, launch, openPage, phone, picture, settled, signIn, typePassword } from "./support/browser.mjs";
import { codeOf } from "./support/factor.mjs";
import { call, foundOffice, password } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let officer;
let office;
let ahead = 0;
const refused = (status) => new RegExp(`the server responded with a status of ${status}`);

/** A code that was not given yet: now, and one step ahead of the clock. */
async function nextCode() {
  const step = Math.floor(Date.now() / 30_000);
  ahead = Math.max(step, ahead + 1);
  if (ahead > step + 1) await new Promise((done) => setTimeout(done, (ahead - 1) * 30_000 - Date.now()));
  return codeOf(office.secret, ahead - Math.floor(Date.now() / 30_000));
}

before(async () => {
  server = await startServer();
  browser = await launch();
  officer = await openPage(browser, server.url, { expect: [refused(401), refused(403)] });
  office = await foundOffice(officer, server, { secondFactor: true });
  ahead = Math.floor(Date.now() / 30_000);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("the second factor", () => {
  it("is asked after the password, in words a person understands, and nothing opens before", async () => {
    const page = await openPage(browser, server.url, { size: phone, expect: [refused(401), refused(403), refused(422)] });
    await typePassword(page, "thu", password);
    await page.waitForURL("**/code");
    await page.goto("/people");
    await page.waitForURL("**/code");
    await page.getByLabel("Mã trên điện thoại").fill("000000");
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await page.getByText("Mã không đúng hoặc đã dùng").waitFor();
    await settled(page);
    assert.deepEqual(await axeFindings(page), []);
    await picture(page, "factor-code");
    await page.getByLabel("Mã trên điện thoại").fill(await nextCode());
    await page.getByRole("button", { name: "Tiếp tục" }).click();
    await page.locator("#main").waitFor();
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  });

  it("is asked anew for a role, and then the role is given without typing again", async () => {
    const made = await call(officer, "POST", "/api/accounts", { user: "an", name: "Lê Văn An", role: "auditor", org_id: office.top });
    assert.ok(made.first_password);
    let asks = 1;
    await officer.route("**/api/accounts/*/grants", async (route) => {
      if (asks-- > 0) await route.fulfill({ status: 403, contentType: "application/json", body: '{"code":"factor_not_fresh","message":"","findings":[],"request_id":"x"}' });
      else await route.continue();
    });
    await officer.goto(`/settings/accounts/${made.id}`);
    await officer.getByRole("combobox", { name: "Vai trò" }).selectOption("leader");
    await officer.getByLabel("Trong phạm vi").click();
    await officer.getByRole("listbox").getByRole("option").first().click();
    await officer.getByRole("button", { name: "Trao thêm vai trò" }).click();
    const dialog = officer.getByRole("dialog", { name: "Gõ lại mã bước hai" });
    await dialog.waitFor();
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "factor-anew");
    await dialog.getByLabel("Mã trên điện thoại").fill(await nextCode());
    await dialog.getByRole("button", { name: "Tiếp tục" }).click();
    await officer.getByText("Lãnh đạo").first().waitFor();
    assert.equal(await dialog.count(), 0);
    await officer.unroute("**/api/accounts/*/grants");
    assert.deepEqual(officer.wrong(), []);
  });

  it("shows where one is signed in, and ends the others", async () => {
    await officer.goto("/settings/me");
    await officer.getByText("phiên này").waitFor();
    await officer.getByText("còn 10 mã dự phòng").waitFor();
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "own-account");
    await officer.getByRole("button", { name: "Ngắt tất cả nơi khác" }).click();
    await officer.getByRole("button", { name: "Ngắt", exact: true }).first().waitFor({ state: "detached" });
    assert.equal((await call(officer, "GET", "/api/me/sign-ins")).length, 1);
  });

  it("a new first password is asked for by one and given by another, and its owner is told", async () => {
    await call(officer, "PUT", "/api/settings/second-factor", { strictness: "who_has_it" });
    const made = await call(officer, "POST", "/api/accounts", { user: "binh", name: "Trần Thị Bình", role: "unit_clerk", org_id: office.unit });
    const other = await call(officer, "POST", "/api/accounts", { user: "kiem", name: "Vũ Văn Kiểm", role: "auditor", org_id: office.top });
    await officer.goto(`/settings/accounts/${made.id}`);
    await officer.getByRole("button", { name: "Cấp lại mật khẩu" }).click();
    await officer.getByLabel("Lý do").fill("quên mật khẩu sau kỳ nghỉ");
    await officer.getByRole("button", { name: "Gửi đề nghị" }).click();
    await officer.getByText("hết hạn sau 72 giờ").waitFor();
    await officer.goto("/settings/security");
    await officer.getByText("chờ người khác xác nhận").waitFor();
    await settled(officer);
    assert.deepEqual(await axeFindings(officer), []);
    await picture(officer, "security");

    const second = await openPage(browser, server.url, { expect: [refused(401)] });
    await typePassword(second, "kiem", other.first_password);
    await second.getByLabel("Mật khẩu đang dùng").fill(other.first_password);
    await second.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
    await second.getByLabel("Gõ lại mật khẩu").fill(password);
    await second.getByRole("button", { name: "Đổi mật khẩu" }).click();
    await second.locator("#main").waitFor();
    await second.goto("/settings/security");
    await second.getByRole("button", { name: "Cấp lại", exact: true }).click();
    const given = await second.locator("dialog code").innerText();
    await second.getByRole("button", { name: "Đã ghi lại" }).click();

    const owner = await openPage(browser, server.url, { expect: [refused(401)] });
    await typePassword(owner, "binh", given);
    await owner.getByLabel("Mật khẩu đang dùng").fill(given);
    await owner.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
    await owner.getByLabel("Gõ lại mật khẩu").fill(password);
    await owner.getByRole("button", { name: "Đổi mật khẩu" }).click();
    await owner.getByText("Mật khẩu được cấp lại").waitFor();
    await settled(owner);
    await picture(owner, "notice");
    await owner.getByRole("button", { name: "Đã biết" }).click();
    await owner.getByText("Mật khẩu được cấp lại").waitFor({ state: "detached" });
    for (const page of [second, owner]) assert.deepEqual(page.wrong(), []);
  });
});

it("the page that sets it up can be read, scanned and printed", async () => {
  const own = await startServer();
  const page = await openPage(browser, own.url, { expect: [refused(401), refused(403)] });
  await page.goto(own.setupLink);
  await page.getByLabel("Tên cơ quan").fill("Đảng ủy Khối tỉnh Vĩnh Sơn");
  await page.getByLabel("Họ và tên").fill("Vũ Hoài Thu");
  await page.getByLabel("Tên đăng nhập").fill("thu");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByLabel("Gõ lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Lập cơ quan" }).click();
  await page.waitForURL("**/sign-in");
  await typePassword(page, "thu", password);
  await page.waitForURL("**/second-factor");
  await page.getByRole("img", { name: "Mã QR" }).waitFor();
  await page.goto("/people");
  await page.waitForURL("**/second-factor");
  await page.getByText("Không quét được").click();
  const secret = await page.locator("details code").innerText();
  await settled(page);
  assert.deepEqual(await axeFindings(page), []);
  await picture(page, "factor-set-up");
  await page.getByLabel("Mã ứng dụng vừa hiện").fill(codeOf(secret));
  await page.getByRole("button", { name: "Bật xác thực hai bước" }).click();
  await page.locator("ol code").first().waitFor();
  assert.equal(await page.locator("ol code").count(), 10);
  await settled(page);
  assert.deepEqual(await axeFindings(page), []);
  await picture(page, "factor-codes");
  assert.deepEqual(page.wrong(), []);
  await page.context().close();
  await own.stop();
});

it("the demo says that it asks for the password alone", async () => {
  const demo = await startServer({ demo: [] });
  const page = await openPage(browser, demo.url, { expect: [refused(401)] });
  await signIn(page, "quantri", "minh-hoa-ketnap-2026");
  await page.goto("/settings/me");
  await page.getByText("Cơ quan minh họa đăng nhập chỉ bằng mật khẩu").waitFor();
  assert.deepEqual(page.wrong(), []);
  await page.context().close();
  await demo.stop();
});

it("who opens many dossiers within an hour is shown, and so is a password given on the machine", async () => {
  const demo = await startServer({ demo: [] });
  const reader = await openPage(browser, demo.url, { expect: [refused(401)] });
  await signIn(reader, "canbo", "minh-hoa-ketnap-2026");
  const ids = [];
  for (let cursor; ids.length <= 50; ) {
    const page = await call(reader, "POST", "/api/dossiers/query", cursor ? { cursor } : {});
    ids.push(...page.items.map((one) => one.id));
    cursor = page.next;
  }
  for (const id of ids.slice(0, 50)) await call(reader, "GET", `/api/dossiers/${id}`);
  await demo.command("user", "reset", "vanphong", "--reason", "mất điện thoại");
  const keeper = await openPage(browser, demo.url, { size: phone, expect: [refused(401)] });
  await signIn(keeper, "quantri", "minh-hoa-ketnap-2026");
  await keeper.goto("/settings/security");
  await keeper.getByText("cấp lại mật khẩu trên máy chủ").waitFor();
  assert.equal(await keeper.getByText("xem trên 50 hồ sơ").count(), 0);
  await reader.goto(`/dossiers/${ids[50]}`);
  await settled(reader);
  await keeper.reload();
  await keeper.getByText("xem trên 50 hồ sơ").waitFor();
  await settled(keeper);
  assert.deepEqual(await axeFindings(keeper), []);
  await picture(keeper, "alerts");
  await keeper.setViewportSize({ width: 1366, height: 768 });
  await settled(keeper);
  await picture(keeper, "alerts");
  for (const left of [1, 0]) {
    await keeper.getByRole("button", { name: "Đã xem" }).first().click();
    await keeper.waitForFunction((n) => document.querySelectorAll("#main li button").length === n, left);
  }
  for (const page of [reader, keeper]) {
    assert.deepEqual(page.wrong(), []);
    await page.context().close();
  }
  await demo.stop();
});
