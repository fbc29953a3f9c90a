// SPDX-License-Identifier: Apache-2.0
// A new user is given a role and sees exactly that; the reason is asked of the rule itself; what is
// opened outside a scope is told and signed. Invented names.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { axeFindings, desk, launch, openPage, phone, picture, settled, signIn, typePassword } from "./support/browser.mjs";
import { call, foundOffice, password } from "./support/office.mjs";
import { startServer } from "./support/server.mjs";

let server;
let browser;
let head;
let office;
let other;
const refused = (status) => new RegExp(`the server responded with a status of ${status}`);
const expect = [refused(401), refused(403), refused(404)];

before(async () => {
  server = await startServer();
  browser = await launch();
  head = await openPage(browser, server.url, { expect });
  office = await foundOffice(head, server);
  other = (await office.body("CS2", "Đảng bộ Sở Xây dựng", "grassroots_party_body", office.top)).id;
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const person = (name, org_id) =>
  call(head, "POST", "/api/people", { name, org_id, sex: "female", born_on: "1996-09-14", standing: "outsider" });

/** Signs in with a password that must be changed: the page that asks for one's own stands. */
async function firstPassword(page, user, given) {
  await typePassword(page, user, given);
  await page.getByLabel("Gõ lại mật khẩu").waitFor();
}

/** An account made over the API that has chosen its own password, signed in on a page of its own. */
async function signedIn(user, name, role, org_id) {
  const made = await call(head, "POST", "/api/accounts", { user, name, role, org_id });
  const page = await openPage(browser, server.url, { expect });
  await firstPassword(page, user, made.first_password);
  await call(page, "POST", "/api/me/password", { old_password: made.first_password, new_password: password });
  await page.goto("/");
  await settled(page);
  return { page, id: made.id };
}

describe("who may what", () => {
  it("a new account is given a role in the page and its user sees exactly that", async () => {
    await head.goto("/settings/accounts/new");
    await head.getByLabel("Họ và tên").fill("Trần Thị Lan");
    await head.getByLabel("Tên đăng nhập").fill("lan");
    await head.locator('select[name="role"]').selectOption({ label: "Cán bộ cấp ủy, đoàn cơ sở" });
    await head.getByRole("combobox", { name: /Trong phạm vi/ }).click();
    await head.getByRole("option", { name: /Bệnh viện Đa khoa/ }).click();
    await head.getByRole("button", { name: /Lập tài khoản/ }).click();
    const first = await head.locator("output").textContent();
    assert.match(first, /^\S{12,}$/);

    const page = await openPage(browser, server.url, { expect });
    await firstPassword(page, "lan", first);
    await call(page, "POST", "/api/me/password", { old_password: first, new_password: password });
    const own = await person("Lê Thị Hạnh", office.unit);
    const foreign = await person("Phạm Thị Nga", other);
    const roles = await call(head, "GET", "/api/roles");
    const clerk = roles.find((one) => one.role === "unit_clerk");
    const me = await call(page, "GET", "/api/me");
    assert.deepEqual(
      me.rights.filter((one) => one !== "signed_in").sort(),
      clerk.may.map((one) => one.action).sort(),
    );
    await page.goto("/people");
    await page.getByText("Lê Thị Hạnh").locator("visible=true").first().waitFor();
    assert.equal(await page.getByText("Phạm Thị Nga").count(), 0);
    await page.goto(`/people/${foreign.id}`);
    await settled(page);
    assert.equal(await page.getByText("Phạm Thị Nga").count(), 0);
    await page.goto(`/people/${own.id}`);
    await page.getByText("Lê Thị Hạnh").locator("visible=true").first().waitFor();
    await page.goto("/settings");
    await settled(page);
    const tabs = await page.getByRole("navigation", { name: "Hệ thống" }).locator("a").allTextContents();
    assert.deepEqual(tabs.map((one) => one.trim()), ["Tài khoản của tôi", "Ủy quyền", "Ngày làm việc", "Danh mục"]);
    await page.context().close();
  });

  it("why says yes by the role and no by the unit", async () => {
    const ask = (code) =>
      (async () => {
        await head.goto("/settings/access");
        await head.locator('select[name="account_id"]').selectOption({ label: "Trần Thị Lan (lan)" });
        await head.locator('select[name="action"]').selectOption({ label: "Xem người" });
        await head.locator('select[name="kind"]').selectOption({ label: "Một tổ chức" });
        await head.locator('input[name="code"]').fill(code);
        await head.getByRole("button", { name: "Xem câu trả lời" }).click();
        const answer = head.getByRole("region", { name: "Câu trả lời" });
        await answer.waitFor();
        return answer.textContent();
      })();
    const yes = await ask("CS1");
    assert.match(yes, /Được/);
    assert.match(yes, /theo vai trò đang giữ/);
    assert.deepEqual(await axeFindings(head), []);
    await picture(head, "access-why");
    const no = await ask("CS2");
    assert.match(no, /Không được/);
    assert.match(no, /Ngoài đơn vị được giao/);
  });

  it("a dossier opened outside the scope is read for an hour, told at once and signed by two", async () => {
    const who = await person("Vàng Thị Mai", other);
    const dossier = await call(head, "POST", "/api/dossiers", { person_id: who.id, org_id: other, candidate_type: "other", section_committee: false });
    const approver = await signedIn("thuongtruc", "Hoàng Văn Yên", "approver", office.unit);
    const auditor = await signedIn("kiemtra", "Giàng A Sử", "auditor", office.top);
    const before = await approver.page.evaluate((id) => fetch(`/api/dossiers/${id}`).then((one) => one.status), dossier.id);
    assert.equal(before, 404);
    await approver.page.goto("/settings/opened");
    await approver.page.getByLabel("Mã hồ sơ").fill(dossier.code);
    await approver.page.getByLabel("Lý do").fill("Đơn vị bạn nhờ xem gấp trước phiên họp");
    await approver.page.keyboard.press("Control+Enter");
    await approver.page.getByRole("link", { name: /Xem hồ sơ, đến/ }).click();
    await approver.page.getByText("Vàng Thị Mai").locator("visible=true").first().waitFor();

    await auditor.page.goto("/");
    await auditor.page.getByText("Hoàng Văn Yên mở khẩn cấp một hồ sơ").first().click();
    await auditor.page.getByRole("button", { name: "Xác nhận đã xem" }).click();
    await auditor.page.getByRole("dialog").getByRole("button", { name: "Xác nhận đã xem" }).click();
    await auditor.page.getByText(/Kiểm tra đã xem: Giàng A Sử/).waitFor();
    assert.deepEqual(await axeFindings(auditor.page), []);
    await picture(auditor.page, "access-opened");

    await auditor.page.goto("/settings/audit");
    const grid = auditor.page.getByRole("grid", { name: "Nhật ký" });
    await grid.getByText("Xem hồ sơ mở khẩn cấp").first().waitFor();
    const raw = await grid.textContent();
    assert.doesNotMatch(raw, /[{}]|"changes"|break_glass\./);
    await approver.page.context().close();
    await auditor.page.context().close();
  });

  it("a relative is noted on a person's page, seen from both sides and dropped", async () => {
    const son = await person("Sùng A Páo", office.unit);
    const father = await person("Sùng A Lềnh", office.unit);
    const part = head.locator(".part");
    await head.goto(`/people/${son.id}`);
    await head.getByRole("button", { name: "Người thân", exact: true }).click();
    await head.getByText("Chưa ghi ai.").waitFor();
    await head.getByRole("button", { name: "Thêm người thân" }).click();
    await head.locator('input[name="person_id"]').fill("sung a lenh");
    await head.getByRole("list", { name: "Người tìm thấy" }).getByText("Sùng A Lềnh").click();
    await part.getByLabel("Quan hệ").fill("bố đẻ");
    await part.getByRole("button", { name: "Thêm người thân" }).click();
    await part.getByRole("link", { name: "Sùng A Lềnh" }).waitFor();
    assert.deepEqual(await axeFindings(head), []);
    await picture(head, "access-kin");
    await head.goto(`/people/${father.id}`);
    await head.getByRole("button", { name: "Người thân", exact: true }).click();
    await part.getByRole("link", { name: "Sùng A Páo" }).waitFor();
    const kin = await call(head, "GET", `/api/people/${father.id}/kin`);
    assert.deepEqual(kin.map((one) => [one.person_id, one.relation]), [[son.id, "bố đẻ"]]);
    await head.getByRole("button", { name: "Bỏ", exact: true }).click();
    await head.getByText("Chưa ghi ai.").waitFor();
  });

  for (const [name, size] of Object.entries({ desk, phone })) {
    it(`the pages of access fit a ${name} and are clean`, async () => {
      const page = await openPage(browser, server.url, { size, expect });
      await signIn(page, "thu", password);
      for (const path of ["/settings/accounts", "/settings/roles/approver", "/settings/access", "/settings/lent", "/settings/audit"]) {
        await page.goto(path);
        await settled(page);
        await picture(page, `access${path.replaceAll("/", "-")}-${name}`);
        assert.deepEqual(await axeFindings(page), [], path);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(wide <= 0, `${path} scrolls sideways by ${wide} px`);
      }
      await page.context().close();
    });
  }
});
