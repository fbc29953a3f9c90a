// SPDX-License-Identifier: Apache-2.0
// The second factor: the phone of a person, and offices that ask for none.
import { createHmac } from "node:crypto";
import { call } from "./call.mjs";

/** The code of a moment, as the phone of the person shows it (RFC 6238). */
export function codeOf(secret, steps = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/\s/g, "")]
    .map((c) => letters.indexOf(c).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = mac.at(-1) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Sets up an authenticator on the page that is shown; its secret, as it is typed. */
export async function setUpFactor(page) {
  await page.getByText("Không quét được").click();
  const secret = await page.locator("details code").innerText();
  await page.getByLabel("Mã ứng dụng vừa hiện").fill(codeOf(secret));
  await page.getByRole("button", { name: "Bật xác thực hai bước" }).click();
  await page.getByLabel("Đã in hoặc chép lại").check();
  await page.getByRole("button", { name: "Tiếp tục" }).click();
  return secret;
}

/** For tests that are not about the second factor: this office asks nobody who has none. */
export async function askNoFactor(page) {
  await call(page, "PUT", "/api/settings/second-factor", { strictness: "who_has_it" });
  await call(page, "DELETE", "/api/me/factor");
  await page.reload();
  await page.locator("#main").waitFor();
}
