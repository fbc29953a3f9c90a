// SPDX-License-Identifier: Apache-2.0
// Vietnamese reading order for short lists sorted on the screen. Long lists come sorted from the
// server; both put letters before tones: a ă â … đ … and then ngang, huyền, hỏi, ngã, sắc, nặng.

const letters = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
const tones = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const marks: Record<string, string> = { "\u0306": "ăă", "\u0302": "âêô", "\u031b": "ơư" };
const bare: Record<string, string> = { ă: "a", â: "a", ê: "e", ô: "o", ơ: "o", ư: "u" };

function letterOf(base: string, found: string[]): string {
  for (const mark of found) {
    const letter = [...(marks[mark] ?? "")].find((one) => bare[one] === base);
    if (letter) return letter;
  }
  return base;
}

/** A key that plain string comparison puts in Vietnamese order. */
export function orderKey(text: string): string {
  let main = "";
  let tone = "";
  for (const syllable of text.toLowerCase().normalize("NFD").split(/\s+/)) {
    let heard = 0;
    for (const [whole] of syllable.matchAll(/[^\u0300-\u036f][\u0300-\u036f]*/g)) {
      const [base = "", ...found] = [...whole];
      heard = Math.max(heard, ...found.map((mark) => tones.indexOf(mark) + 1));
      const at = letters.indexOf(letterOf(base, found));
      main += at < 0 ? base : String.fromCharCode(0x61 + at);
    }
    main += " ";
    tone += String(heard);
  }
  return `${main}\u0001${tone}`;
}

/** Compares by key, digits as numbers ("Khoa 2" before "Khoa 10"). */
export function compareText(a: string, b: string): number {
  const pad = (text: string) => text.replace(/\d+/g, (digits) => digits.padStart(10, "0"));
  const [x, y] = [orderKey(pad(a)), orderKey(pad(b))];
  return x < y ? -1 : x > y ? 1 : 0;
}
