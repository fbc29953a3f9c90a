// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { match } from "./router.svelte";

describe("paths", () => {
  it("fit with and without their optional parts", () => {
    expect(match("/people/:id?/:part?", "/people")).toEqual({});
    expect(match("/people/:id?/:part?", "/people/7")).toEqual({ id: "7" });
    expect(match("/people/:id?/:part?", "/people/7/edit")).toEqual({ id: "7", part: "edit" });
    expect(match("/", "/")).toEqual({});
  });

  it("do not fit what is longer, shorter or other", () => {
    expect(match("/people/:id", "/people")).toBeNull();
    expect(match("/people", "/people/7")).toBeNull();
    expect(match("/people/:id?", "/persons/7")).toBeNull();
  });

  it("give segments back as they were before the address", () => {
    expect(match("/settings/:part/:id", "/settings/lists/h%C3%A0")).toEqual({
      part: "lists",
      id: "hà",
    });
  });
});
