// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  addDays,
  addMonths,
  ageOn,
  dateText,
  dayOf,
  daysBetween,
  momentText,
  monthGrid,
  readDate,
  shortDate,
  weekday,
} from "./dates";

describe("days as people write them", () => {
  it("shows whole days, months and years in Vietnamese order", () => {
    expect(dateText("2024-03-26")).toBe("26/03/2024");
    expect(dateText("1985-07")).toBe("07/1985");
    expect(dateText("1985")).toBe("1985");
    expect(dateText(null)).toBe("");
    expect(shortDate("2024-08-05", "2024-12-31")).toBe("05/08");
    expect(shortDate("2023-08-05", "2024-12-31")).toBe("05/08/2023");
  });

  it("reads every usual way of typing a day", () => {
    for (const typed of [
      "26/3/2024",
      "26-03-2024",
      "26.3.2024",
      "26032024",
      "2024-3-26",
      " 26/03/2024 ",
    ]) {
      expect(readDate(typed), typed).toBe("2024-03-26");
    }
    expect(readDate("3/2024")).toBe("2024-03");
    expect(readDate("03-1985")).toBe("1985-03");
    expect(readDate("1985")).toBe("1985");
  });

  it("refuses days that no calendar has and years that are not in full", () => {
    for (const typed of [
      "31/2/2024",
      "29/02/2023",
      "13/2024",
      "26/3/24",
      "0/1/2024",
      "ngày 26",
      "",
    ]) {
      expect(readDate(typed), typed).toBeNull();
    }
    expect(readDate("29/02/2024")).toBe("2024-02-29");
  });

  it("takes the day of Việt Nam, whatever the machine's zone", () => {
    expect(dayOf(Date.UTC(2024, 7, 5, 17, 0))).toBe("2024-08-06");
    expect(momentText(Date.UTC(2024, 7, 5, 8, 48), "2024-08-06")).toBe("05/08 15:48");
  });

  it("counts days, weeks and months over their ends", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(daysBetween("2024-08-06", "2024-09-24")).toBe(49);
    expect(weekday("2024-08-06")).toBe(2);
    expect(weekday("2024-08-11")).toBe(7);
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-01");
    const grid = monthGrid("2024-09-15");
    expect(grid[0]).toBe("2024-08-26");
    expect(grid).toHaveLength(42);
    expect(weekday(grid[0] ?? "")).toBe(1);
  });

  it("counts lived years and months, only from whole days", () => {
    expect(ageOn("1996-09-14", "2024-08-06")).toEqual({ years: 27, months: 10 });
    expect(ageOn("2000-02-29", "2018-02-28")).toEqual({ years: 17, months: 11 });
    expect(ageOn("1996", "2024-08-06")).toBeNull();
  });
});
