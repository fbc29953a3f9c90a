// SPDX-License-Identifier: Apache-2.0

/** "Đặng Thị Ánh" → "dang thi anh": for finding in short lists already on the screen. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** True when every word of the query begins some syllable of the text: "ng du" finds Nguyễn Duyên. */
export function finds(text: string, query: string): boolean {
  const syllables = fold(text).split(" ");
  return fold(query)
    .split(" ")
    .every((word) => syllables.some((syllable) => syllable.startsWith(word)));
}

/** Splits a Vietnamese name before its tên, which lists print bold because they are sorted by it. */
export function splitName(name: string): [rest: string, given: string] {
  const cut = name.trimEnd().lastIndexOf(" ") + 1;
  return [name.slice(0, cut), name.slice(cut)];
}
