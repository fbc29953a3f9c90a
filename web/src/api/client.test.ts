// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, get, post, useSession } from "./client";
import { connection, tryNow } from "./connection.svelte";

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

let sent: { path: string; init: RequestInit }[];
let answers: (() => Response | Promise<never>)[];
beforeEach(() => {
  sent = [];
  answers = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
    sent.push({ path, init });
    return Promise.resolve().then(() => (answers.shift() ?? (() => json(200, {})))());
  });
});
afterEach(() => vi.unstubAllGlobals());

const lost = () => Promise.reject(new TypeError("network"));
const header = (at: number, name: string) => (sent[at]?.init.headers as Headers).get(name);

describe("the client", () => {
  it("gives unsafe calls the session's token and a key, and reads neither", async () => {
    useSession({ csrf: () => "token", signedOut: () => {} });
    await get("/api/me");
    await post("/api/people", { name: "An" });
    expect(header(0, "X-CSRF-Token")).toBeNull();
    expect(header(1, "X-CSRF-Token")).toBe("token");
    expect(header(1, "Idempotency-Key")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("waits out a lost connection and sends the same key again", async () => {
    answers = [lost, lost, () => json(200, { id: "7" })];
    const saved = post<{ id: string }>("/api/people", { name: "An" });
    await vi.waitFor(() => expect(connection.lost).toBe(true));
    expect(connection.waiting).toBe(1);
    tryNow();
    await vi.waitFor(() => expect(sent.length).toBe(2));
    tryNow();
    expect((await saved).id).toBe("7");
    expect(connection.lost).toBe(false);
    expect(connection.waiting).toBe(0);
    expect(new Set(sent.map((_, i) => header(i, "Idempotency-Key"))).size).toBe(1);
  });

  it("gives up a waiting call when its caller leaves", async () => {
    answers = [lost, lost, lost];
    const stop = new AbortController();
    const read = get("/api/people/7", { signal: stop.signal });
    await vi.waitFor(() => expect(connection.lost).toBe(true));
    stop.abort();
    await expect(read).rejects.toThrow();
    connection.lost = false;
  });

  it("brings the server's refusal as it words it", async () => {
    answers = [
      () =>
        json(422, {
          code: "refused",
          message: "Chưa ghi được.",
          findings: [{ rule: "field.required", where: [{ field: "name" }] }],
          request_id: "k7",
        }),
    ];
    const error = await post("/api/people", {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 422, code: "refused", requestId: "k7" });
  });

  it("tells when the sign-in has ended, but not when a password was wrong", async () => {
    const signedOut = vi.fn();
    useSession({ csrf: () => "", signedOut });
    answers = [
      () => json(401, { code: "wrong_sign_in" }),
      () => json(401, { code: "not_signed_in" }),
    ];
    await post("/api/sign-in", {}).catch(() => undefined);
    expect(signedOut).not.toHaveBeenCalled();
    await get("/api/people/7").catch(() => undefined);
    expect(signedOut).toHaveBeenCalledOnce();
  });

  it("asks for the code where it is wanted anew, and sends the same command again", async () => {
    let token = "before";
    const askFactor = vi.fn(() => {
      token = "after";
      return Promise.resolve(true);
    });
    useSession({ csrf: () => token, askFactor });
    answers = [() => json(403, { code: "factor_not_fresh" }), () => json(200, { id: "7" })];
    expect(await post("/api/accounts/7/grants", {})).toEqual({ id: "7" });
    expect(askFactor).toHaveBeenCalledOnce();
    expect(header(1, "X-CSRF-Token")).toBe("after");
    expect(header(1, "Idempotency-Key")).toBe(header(0, "Idempotency-Key"));
  });

  it("gives the refusal when the code is not given", async () => {
    useSession({ askFactor: () => Promise.resolve(false) });
    answers = [() => json(403, { code: "factor_not_fresh" })];
    await expect(post("/api/accounts/7/grants", {})).rejects.toMatchObject({
      code: "factor_not_fresh",
    });
    expect(sent.length).toBe(1);
  });

  it("reads the token again when another tab got a new one, once", async () => {
    const renew = vi.fn(() => Promise.resolve());
    useSession({ renew });
    answers = [() => json(403, { code: "csrf" }), () => json(403, { code: "csrf" })];
    await expect(post("/api/people", {})).rejects.toMatchObject({ code: "csrf" });
    expect(renew).toHaveBeenCalledOnce();
    expect(sent.length).toBe(2);
  });
});
