// SPDX-License-Identifier: Apache-2.0
// Text is text: markup typed into every field of people, bodies and plans is shown as typed and never runs (ASVS 5.3.3).

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launch, openPage, settled, signIn } from "./support/browser.mjs";
import { startServer } from "./support/server.mjs";

const password = "dung-mot-cau-de-nho-2024";
const corpus = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(2)>',
  "<svg/onload=alert(3)>",
  "javascript:alert(4)",
  "{{constructor.constructor('alert(5)')()}}",
  "</textarea><script>alert(6)</script>",
];
let server;
let browser;
let page;

async function call(method, path, body) {
  return page.evaluate(
    async ([verb, to, form]) => {
      const me = await (await fetch("/api/me")).json();
      const headers = {
        "Content-Type": "application/json",
        "X-CSRF-Token": me.csrf_token,
        "Idempotency-Key": crypto.randomUUID(),
      };
      const said = await fetch(to, { method: verb, headers, body: form && JSON.stringify(form) });
      return { status: said.status, json: JSON.parse((await said.text()) || "null") };
    },
    [method, path, body],
  );
}

before(async () => {
  server = await startServer();
  browser = await launch();
  page = await openPage(browser, server.url, { expect: [/status of 401/, /status of 404/] });
  await page.goto(server.setupLink);
  await page.getByLabel("Tên cơ quan").fill(corpus[1]);
  await page.getByLabel("Họ và tên").fill(corpus[0]);
  await page.getByLabel("Tên đăng nhập").fill("thu");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByLabel("Gõ lại mật khẩu").fill(password);
  await page.getByRole("button", { name: "Lập cơ quan" }).click();
  await page.waitForURL("**/sign-in");
  await signIn(page, "thu", password);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

describe("markup in what people type", () => {
  it("is shown as it was typed and runs nowhere", async () => {
    const top = (await call("GET", "/api/orgs")).json.items[0].id;
    const seen = ["/", "/orgs", "/people", "/plans", "/dossiers", "/settings"];
    for (const [n, text] of corpus.entries()) {
      const body = { system: "party", kind: "sub_cell", code: `X${n}`, name: text, place: text, parent_id: top };
      const made = await call("POST", "/api/orgs", body);
      assert.equal(made.status, 200, JSON.stringify(made.json));
      const fields = ["name", "other_name", "home_place", "residence", "phone", "position", "occupation", "note"];
      const person = { org_id: made.json.id, ...Object.fromEntries(fields.map((field) => [field, text])) };
      const kept = await call("POST", "/api/people", person);
      assert.equal(kept.status, 200, JSON.stringify(kept.json));
      seen.push(`/people/${kept.json.id}`, `/orgs/${made.json.id}`);
    }
    for (const path of seen) {
      await page.goto(path);
      await settled(page);
      const planted = await page.evaluate(
        () => document.querySelectorAll("img[src='x'], svg[onload], script:not([src])").length,
      );
      assert.equal(planted, 0, path);
    }
    await page.goto("/people");
    await page.getByText("onerror=alert(2)").first().waitFor();
    assert.deepEqual(page.wrong(), []);
  });
});
