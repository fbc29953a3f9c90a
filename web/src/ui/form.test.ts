// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Finding } from "@/api/base";
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
});
