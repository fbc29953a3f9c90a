// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { csv, fitting, lineAt, linesOf, rowNear, sorted, type Column } from "./table";

interface Row {
  name: string;
  n: number;
}
const columns: Column<Row>[] = [
  { key: "name", label: "Tên", text: (row) => row.name, sort: true },
  { key: "n", label: "Số", text: (row) => String(row.n), sort: (row) => row.n },
];
const rows: Row[] = [
  { name: "Đạt", n: 10 },
  { name: "An", n: 9 },
  { name: "Ánh", n: 100 },
];

describe("the table", () => {
  it("sorts words in Vietnamese order and numbers by value", () => {
    const names = (key: string, down: boolean) =>
      sorted(rows, columns, { key, down }).map((row) => row.name);
    expect(names("name", false)).toEqual(["An", "Ánh", "Đạt"]);
    expect(names("n", false)).toEqual(["An", "Đạt", "Ánh"]);
    expect(names("n", true)).toEqual(["Ánh", "Đạt", "An"]);
  });

  it("gathers groups, and a folded one hides its rows but not its size", () => {
    const groupOf = (row: Row) => ({ key: row.n > 9 ? "big" : "small", title: "x" });
    const lines = linesOf(rows, groupOf, new Set(["big"]));
    expect(
      lines.map((line) => ("group" in line ? `${line.group.key} ${line.size}` : line.row.name)),
    ).toEqual(["big 2", "small 1", "An"]);
  });

  it("the keys stand on rows alone: over a heading they go on, before the first they stay", () => {
    const groupOf = (row: Row) => ({ key: row.n > 9 ? "big" : "small", title: "x" });
    const lines = linesOf(rows, groupOf, new Set()); // heading, Đạt, Ánh, heading, An
    expect([0, 1, 2, 3, 4].map((at) => rowNear(lines, at, true))).toEqual([1, 1, 2, 4, 4]);
    expect([0, 1, 2, 3, 4].map((at) => rowNear(lines, at, false))).toEqual([1, 1, 2, 2, 4]);
    expect(rowNear(lines, 9, true)).toBe(4);
    expect(rowNear(lines, -1, false)).toBe(1);
    const folded = linesOf(rows, groupOf, new Set(["small"]));
    expect(rowNear(folded, 3, true)).toBe(2);
    expect(rowNear(linesOf(rows, groupOf, new Set(["big", "small"])), 0, true)).toBe(-1);
  });

  it("lets quiet columns go when the pane is narrow, never the first", () => {
    const wide: Column<Row>[] = [
      { key: "a", label: "A", text: () => "", mute: true },
      { key: "b", label: "B", text: () => "", width: "144px", mute: true },
      { key: "c", label: "C", text: () => "", width: "104px" },
      { key: "d", label: "D", text: () => "", width: "152px" },
    ];
    const keys = (width: number) =>
      fitting(wide, width)
        .map((one) => one.key)
        .join("");
    expect(keys(800)).toBe("abcd");
    expect(keys(500)).toBe("acd");
    expect(keys(300)).toBe("ac");
    expect(keys(10)).toBe("ac");
  });

  it("finds the line at a height among a hundred thousand", () => {
    const tops = Array.from({ length: 100_000 }, (_, i) => i * 36);
    expect(lineAt(tops, 0)).toBe(0);
    expect(lineAt(tops, 35)).toBe(0);
    expect(lineAt(tops, 36)).toBe(1);
    expect(lineAt(tops, 36 * 99_999 + 5)).toBe(99_999);
    expect(lineAt([], 10)).toBe(0);
  });

  it("writes no cell that a spreadsheet would run", () => {
    const text = csv(columns, [
      { name: '=HYPERLINK("x")', n: 1 },
      { name: "a;b\n", n: -2 },
    ]);
    expect(text.startsWith("\ufeffTên;Số\r\n")).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""x"")";1`);
    expect(text).toContain(`"a;b\n";'-2`);
  });
});
