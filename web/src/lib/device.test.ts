// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { deviceOf, placeOf } from "./device";

describe("a sign-in", () => {
  it("is called by its browser and system", () => {
    const windows =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
    expect(deviceOf(`${windows} Chrome/131.0.0.0 Safari/537.36`)).toBe("Chrome, Windows");
    expect(deviceOf(`${windows} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`)).toBe(
      "Edge, Windows",
    );
    expect(deviceOf(`${windows} coc_coc_browser/131.0 Chrome/131.0 Safari/537.36`)).toBe(
      "Cốc Cốc, Windows",
    );
    expect(
      deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1"),
    ).toBe("Safari, iPhone");
    expect(deviceOf("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0")).toBe(
      "Firefox, Linux",
    );
    expect(deviceOf("curl/8")).toBe("");
  });

  it("from the machine itself has no address worth showing", () => {
    expect(placeOf("127.0.0.1")).toBe("");
    expect(placeOf("::1")).toBe("");
    expect(placeOf("192.168.1.20")).toBe("192.168.1.20");
  });
});
