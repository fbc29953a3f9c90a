// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { diffWords } from "./diff";
import { finds, fold, splitName } from "./fold";
import { setDictionary, t } from "./i18n";
import { decimalText, numberText, sizeText } from "./numbers";
import { compareText } from "./order";
import { randomId } from "./random";

describe("Vietnamese text on the screen", () => {
  it("folds dấu and đ, and folding twice changes nothing", () => {
    expect(fold("Đặng Thị Ánh")).toBe("dang thi anh");
    expect(fold("  H'Riêng  Niê-Kđăm ")).toBe("h rieng nie kdam");
    expect(fold(fold("Nguyễn Hữu Ưng"))).toBe(fold("Nguyễn Hữu Ưng"));
  });

  it("finds by beginnings of syllables in any order", () => {
    expect(finds("Nguyễn Thị Hạnh Duyên", "duy ng")).toBe(true);
    expect(finds("Nguyễn Thị Hạnh Duyên", "uyen")).toBe(false);
    expect(finds("Chi bộ Khoa Dược", "")).toBe(true);
  });

  it("splits a name before the tên", () => {
    expect(splitName("Nguyễn Thị Hạnh Duyên")).toEqual(["Nguyễn Thị Hạnh ", "Duyên"]);
    expect(splitName("Lan")).toEqual(["", "Lan"]);
  });

  it("orders letters before tones, đ after d, and numbers by value", () => {
    const words = ["Ân", "Đạt", "An", "Ánh", "Ăn", "Dung", "Hà", "Ha", "Hạ"];
    expect([...words].sort(compareText)).toEqual([
      "An",
      "Ánh",
      "Ăn",
      "Ân",
      "Dung",
      "Đạt",
      "Ha",
      "Hà",
      "Hạ",
    ]);
    expect(["Khoa 10", "Khoa 2"].sort(compareText)).toEqual(["Khoa 2", "Khoa 10"]);
  });

  it("writes figures the Vietnamese way", () => {
    expect(numberText(1234567)).toBe("1.234.567");
    expect(numberText(999)).toBe("999");
    expect(numberText(-1500)).toBe("−1.500");
    expect(decimalText(4.4959, 4)).toBe("4,4959");
    expect(sizeText(1_572_864)).toBe("1,5 MB");
  });

  it("marks what went and what came, and loses no word", () => {
    const pieces = diffWords("xã Hòa An, huyện Yên Phú", "xã Hòa Bình, huyện Yên Phú");
    expect(pieces.filter((one) => one.kind === "out").map((one) => one.text)).toEqual(["An,"]);
    expect(pieces.filter((one) => one.kind === "in").map((one) => one.text)).toEqual(["Bình,"]);
    const back = (without: string) =>
      pieces
        .filter((one) => one.kind !== without)
        .map((one) => one.text)
        .join("");
    expect(back("in")).toBe("xã Hòa An, huyện Yên Phú");
    expect(back("out")).toBe("xã Hòa Bình, huyện Yên Phú");
  });

  it("fills texts in and counts in English", () => {
    setDictionary("en", { x: { days: { one: "{n} day", other: "{n} days" }, hi: "to {who}" } });
    expect(t("x.days", { n: 1 })).toBe("1 day");
    expect(t("x.days", { n: 3 })).toBe("3 days");
    expect(t("x.hi", { who: "An" })).toBe("to An");
    expect(t("x.gone")).toBe("x.gone");
  });

  it("makes keys that are UUIDs of version 4", () => {
    expect(randomId()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(randomId()).not.toBe(randomId());
  });
});
