// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Finding } from "@/api/base";
import { session, type Me } from "@/api/session.svelte";
import { ApiError } from "@/api/client";
import { Form } from "./form.svelte";

const finding = (field: string) =>
  ({
    rule: "field.required",
    level: "error",
    message: "Chưa điền.",
    way_out: "",
    where: [{ field }],
  }) as Finding;
const refused = (...fields: string[]) =>
  new ApiError(422, { code: "refused", message: "Chưa ghi được.", findings: fields.map(finding) });

describe("a form", () => {
  it("keeps what was typed and puts a refusal at its field", async () => {
    const form = new Form({ name: "", note: "x" });
    form.labels.name = "Họ và tên";
    form.values.note = "y";
    const done = await form.submit(() => Promise.reject(refused("name", "hidden")));
    expect(done).toBeNull();
    expect(form.values.note).toBe("y");
    expect(form.at("name")).toHaveLength(1);
    expect(form.loose.map((one) => one.where[0]?.field)).toEqual(["hidden"]);
    expect(form.failure).toBeNull();
  });

  it("says what was refused even when no field of it is on the screen", async () => {
    const form = new Form({ name: "" });
    await form.submit(() => Promise.reject(refused("hidden")));
    expect(form.failure).toBeInstanceOf(ApiError);
  });

  it("sends the same content under one key until it is answered", async () => {
    const form = new Form({ name: "An" });
    const keys: string[] = [];
    const lost = (_: unknown, { key }: { key: string }) => {
      keys.push(key);
      return keys.length < 3
        ? Promise.reject(new ApiError(0, { code: "unreachable" }))
        : Promise.resolve(true);
    };
    await form.submit(lost);
    form.values.name = "Ánh";
    await form.submit(lost);
    await form.submit(lost);
    expect(keys[1]).not.toBe(keys[0]);
    expect(form.dirty).toBe(false);
  });

  it("meets someone who saved first, and carries their version on", async () => {
    const form = new Form({ name: "An", note: "", version: 3 });
    form.values.note = "mine";
    const conflict = () => Promise.reject(new ApiError(409, { code: "conflict" }));
    await form.submit(conflict, () => Promise.resolve({ name: "Ánh", note: "", version: 4 }));
    expect(form.clash).toMatchObject({
      base: { name: "An" },
      mine: { note: "mine" },
      theirs: { version: 4 },
    });
    form.settle({ name: "Ánh", note: "mine", version: 4 }, { name: "Ánh", note: "", version: 4 });
    expect(form.values.version).toBe(4);
    expect(form.clash).toBeNull();
    expect(form.dirty).toBe(true);
  });

  it("goes over a save that touched none of its fields without a question", async () => {
    const form = new Form({ name: "An", note: "", version: 3 });
    form.values.note = "mine";
    const sent: number[] = [];
    const send = ({ version }: { version: number }) => {
      sent.push(version);
      return version < 5
        ? Promise.reject(new ApiError(409, { code: "conflict" }))
        : Promise.resolve(true);
    };
    expect(
      await form.submit(send, () => Promise.resolve({ name: "An", note: "", version: 5 })),
    ).toBe(true);
    expect(sent).toEqual([3, 5]);
    expect(form.clash).toBeNull();
    expect(form.values).toEqual({ name: "An", note: "mine", version: 5 });
  });

  it("goes on where it stopped when it is opened again, over what was saved meanwhile", () => {
    const before = new Form({ number: "", note: "", version: 1 }).keep("paper");
    before.values.number = "12-NQ/CB";
    const again = new Form({ number: "", note: "theirs", version: 2 }).keep("paper");
    expect(again.values).toEqual({ number: "12-NQ/CB", note: "theirs", version: 2 });
    expect(again.restored).toBe(true);
    again.undo();
    expect(again.values).toEqual({ number: "", note: "theirs", version: 2 });
    expect(new Form({ number: "", note: "", version: 2 }).keep("paper").restored).toBe(false);
  });

  it("keeps the old version when both changed one field, so that saving asks", () => {
    new Form({ number: "", version: 1 }).keep("vote").values.number = "9";
    const again = new Form({ number: "8", version: 2 }).keep("vote");
    expect(again.values).toEqual({ number: "9", version: 1 });
    new Form({ word: "" }).keep("word").values.word = "a";
    expect(new Form({ word: "b" }).keep("word").clash).toMatchObject({
      mine: { word: "a" },
      theirs: { word: "b" },
    });
  });

  it("gives what one person typed to nobody else", () => {
    session.me = { user: "an" } as Me;
    new Form({ text: "" }).keep("slip").values.text = "Họ và tên";
    session.me = { user: "binh" } as Me;
    expect(new Form({ text: "" }).keep("slip").values.text).toBe("");
    session.me = null;
  });
});
