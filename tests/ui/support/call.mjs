// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";

/** A call with the sign-in of the page, as its own scripts make them; the answer must be fine. */
export async function call(page, method, path, body) {
  const answer = await page.evaluate(
    async ([verb, to, form]) => {
      const me = await (await fetch("/api/me")).json();
      const said = await fetch(to, {
        method: verb,
        headers: {
          "Content-Type": "application/json",
          "X-CSRF-Token": me.csrf_token,
          "Idempotency-Key": crypto.randomUUID(),
        },
        body: form === undefined ? undefined : JSON.stringify(form),
      });
      return { status: said.status, text: await said.text() };
    },
    [method, path, body],
  );
  assert.ok([200, 204].includes(answer.status), `${method} ${path}: ${answer.status} ${answer.text}`);
  return answer.text ? JSON.parse(answer.text) : null;
}
