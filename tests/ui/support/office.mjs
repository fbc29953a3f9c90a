// SPDX-License-Identifier: Apache-2.0
// An office founded in the browser, and the API called as the page that is signed in. Invented names.
import { signIn, typePassword } from "./browser.mjs";
import { call } from "./call.mjs";
import { setUpFactor } from "./factor.mjs";

export { call } from "./call.mjs";

/** Of everyone in these tests. */
export const password = "dung-mot-cau-de-nho-2024";

/** The first account by the set-up link, signed in; a grassroots body and the letterhead. `body` adds another body. */
export async function foundOffice(officer, server, { secondFactor = false } = {}) {
  await officer.goto(server.setupLink);
  await officer.getByLabel("Tên cơ quan").fill("Đảng ủy Khối tỉnh Vĩnh Sơn");
  await officer.getByLabel("Họ và tên").fill("Vũ Hoài Thu");
  await officer.getByLabel("Tên đăng nhập").fill("thu");
  await officer.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await officer.getByLabel("Gõ lại mật khẩu").fill(password);
  await officer.getByRole("button", { name: "Lập cơ quan" }).click();
  await officer.waitForURL("**/sign-in");
  let secret = "";
  if (!secondFactor) await signIn(officer, "thu", password);
  else {
    await typePassword(officer, "thu", password);
    secret = await setUpFactor(officer);
    await officer.locator("#main").waitFor();
  }
  const top = (await call(officer, "GET", "/api/orgs")).items[0].id;
  const body = (code, name, kind, parent_id) =>
    call(officer, "POST", "/api/orgs", { system: "party", kind, code, name, parent_id });
  const unit = (await body("CS1", "Đảng bộ Bệnh viện Đa khoa", "grassroots_party_body", top)).id;
  const head = await call(officer, "GET", `/api/letterheads/${top}`);
  await call(officer, "PUT", `/api/letterheads/${top}`, {
    ...head,
    superior: "ĐẢNG BỘ TỈNH VĨNH SƠN",
    issuer: "ĐẢNG ỦY KHỐI",
    agency: "ĐUK",
    place: "Vĩnh Sơn",
    term: "2025-2030",
    layout: head.layout || "dang_2026",
    body: "BAN THƯỜNG VỤ",
    signer_post: "BÍ THƯ",
    signer_name: "Hoàng Văn Yên",
  });
  return { top, unit, body, secret };
}
