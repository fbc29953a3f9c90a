// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Scan, ScanAnswer } from "@/api/ceremony";
import { ApiError } from "@/api/client";
import { Queue, type KeptScan, type Send, type Store } from "./queue";

function memory(): Store & { kept: Map<string, KeptScan> } {
  const kept = new Map<string, KeptScan>();
  return {
    kept,
    put: (one) => Promise.resolve(void kept.set(one.id, one)),
    all: () => Promise.resolve([...kept.values()]),
    drop: (ids) => Promise.resolve(ids.forEach((id) => kept.delete(id))),
  };
}
const scan = (id: string, at = 1): KeptScan => ({
  id,
  ceremony: "c",
  device: "Cổng 1",
  scan: {
    id,
    kind: "in",
    input: "482137",
    delegate_id: null,
    undoes: null,
    device_seq: at,
    device_at: at,
  },
});
const answer = (one: Scan): ScanAnswer => ({
  id: one.id,
  verdict: "come_in",
  reasons: [],
  delegate: null,
  at: one.device_at,
  first_at: null,
  first_device: "",
  clock_off: false,
});
const away = () => Promise.reject(new ApiError(0, { code: "unreachable" }));

describe("scans of a gate", () => {
  it("are answered and forgotten when the server is there", async () => {
    const store = memory();
    const queue = new Queue(store, (_c, _d, scans) => Promise.resolve(scans.map(answer)));
    expect((await queue.take(scan("a")))?.verdict).toBe("come_in");
    expect(store.kept.size).toBe(0);
  });

  it("wait while the server is away and go out once, in order, when it is back", async () => {
    const store = memory();
    const sent: string[] = [];
    let up = false;
    const send: Send = (_c, _d, scans) => {
      if (!up) return away();
      sent.push(...scans.map((one) => one.id));
      return Promise.resolve(scans.map(answer));
    };
    const queue = new Queue(store, send);
    for (let i = 20; i > 0; --i) expect(await queue.take(scan(`s${i}`, i))).toBeNull();
    await queue.flush();
    expect(await queue.waiting()).toBe(20);
    up = true;
    await Promise.all([queue.flush(), queue.flush(), queue.flush()]);
    expect(sent).toEqual(Array.from({ length: 20 }, (_, i) => `s${i + 1}`));
    expect(await queue.waiting()).toBe(0);
  });

  it("stay when the sign-in has ended, and are dropped when the server refuses them", async () => {
    const store = memory();
    let status = 401;
    const queue = new Queue(store, () => Promise.reject(new ApiError(status, { code: "x" })));
    await expect(queue.take(scan("a"))).rejects.toThrow();
    expect(store.kept.size).toBe(1);
    status = 422;
    await expect(queue.take(scan("b"))).rejects.toThrow();
    expect([...store.kept.keys()]).toEqual(["a"]);
  });
});
