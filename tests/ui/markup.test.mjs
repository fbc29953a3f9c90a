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

async function lookAt(paths) {
  for (const path of paths) {
    await page.goto(path);
    await settled(page);
    const planted = await page.evaluate(
      () => document.querySelectorAll("img[src='x'], svg[onload], script:not([src])").length,
    );
    assert.equal(planted, 0, path);
  }
}

async function ok(method, path, body) {
  const answer = await call(method, path, body);
  assert.ok([200, 204].includes(answer.status), `${method} ${path}: ${JSON.stringify(answer.json)}`);
  return answer.json;
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
    await lookAt(seen);
    await page.goto("/people");
    await page.getByText("onerror=alert(2)").first().waitFor();
    assert.deepEqual(page.wrong(), []);
  });

  it("nor in a plan, a request, a proposal, a dossier and a meeting", async () => {
    const text = `${corpus[1]} ${corpus[2]} ${corpus[4]}`;
    const top = (await ok("GET", "/api/orgs")).items[0].id;
    const unit = await ok("POST", "/api/orgs", {
      system: "party",
      kind: "grassroots_committee",
      code: "U",
      name: text,
      parent_id: top,
    });
    const body = { name: text, org_id: top, authority: text, post: text, signer: text };
    const plan = await ok("POST", "/api/campaigns", {
      ...{ code: "KN-X", title: text, short_title: text, event_kind: "admission_ceremony", bodies: [body] },
      ...{ plan_number: text, plan_on: "2026-05-04", issued_at: text, bases: [text], purposes: [text] },
      ...{ requirements: [text], contents: [text], methods: [text], audience: text, target_kind: "exact" },
      ...{ target_count: 3, target_as_written: text, window_as_written: "", event_as_written: "20/12/2030", place: text },
      ...{ place_tentative: false, expected_count: 20, expected_approximate: true },
      ...{ groups: [{ kind: "guest", text, expected_count: 4 }], dossier_due_as_written: "trước ngày 01/12/2030" },
      ...{ list_voted_year: null, list_cutoff_as_written: "", funding_source: text, tasks: [], recipients: [text] },
    });
    const at = `/api/campaigns/${plan.id}`;
    let state = await ok("PUT", `${at}/state`, { state: "approved", version: plan.version });
    state = await ok("PUT", `${at}/state`, { state: "running", version: state.version });
    await ok("POST", `${at}/quota/allot`, { units: [{ org_id: unit.id, weight: 10, source_count: 1 }] });
    const asked = { kind: "nominate", title: text, text, due_as_written: "01/12/2030", units: [] };
    const request = await ok("POST", `${at}/requests`, asked);
    const person = await ok("POST", "/api/people", { org_id: unit.id, name: "Lý Thị Vẹn", note: text });
    await ok("POST", `${at}/nominations`, { person_id: person.id, request_id: request.id, note: text });
    const opened = { person_id: person.id, org_id: unit.id, campaign_id: plan.id, candidate_type: "union_member" };
    const dossier = await ok("POST", "/api/dossiers", opened);
    await ok("PUT", `/api/dossiers/${dossier.id}/papers/application`, {
      ...{ received: true, received_on: null, is_signed: true, is_sealed: true, dates: {} },
      ...{ facts: { full_name: text }, version: dossier.version },
    });
    const meeting = await ok("POST", "/api/meetings", {
      ...{ org_id: top, campaign_id: plan.id, kind: "held", body_kind: "standing_board", body_name: text },
      ...{ held_on: "2026-11-20", starts_at: "", venue: text, paper: text, sent_on: "", closes_on: "" },
      ...{ member_count: 13, present_count: 12, absent_note: text, chair_name: text, secretary_name: text },
      ...{ tellers: text, decided_on: "2026-11-20", signer_post: text, signer_name: text, signer_person_id: "" },
    });
    await lookAt([
      ...["/", "/plans", `/plans/${plan.id}`, "/quota", "/nominations", "/nominations/proposed", "/dossiers"],
      ...[`/dossiers/${dossier.id}`, "/meetings", `/meetings/${meeting.id}`, "/ceremony", "/reports", "/documents"],
    ]);
    await page.goto(`/plans/${plan.id}`);
    await page.getByText("onerror=alert(2)").first().waitFor();
    assert.deepEqual(page.wrong(), []);
  });
});
