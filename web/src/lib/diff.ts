// SPDX-License-Identifier: Apache-2.0

export interface Piece {
  kind: "same" | "out" | "in";
  text: string;
}

/** Word by word: what stays, what goes, what comes (longest common run of words). */
export function diffWords(before: string, after: string): Piece[] {
  return diffParts(before, after, (text) => text.match(/\s+|[^\s]+/g) ?? []);
}

/** The same letter by letter: for names that are nearly one. */
export function diffLetters(before: string, after: string): Piece[] {
  return diffParts(before, after, (text) => Array.from(text.normalize("NFC")));
}

function diffParts(before: string, after: string, parts: (text: string) => string[]): Piece[] {
  const a = parts(before);
  const b = parts(after);
  if (a.length * b.length > 4_000_000) {
    return [
      { kind: "out", text: before },
      { kind: "in", text: after },
    ];
  }
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; --i) {
    for (let k = b.length - 1; k >= 0; --k) {
      best[i * width + k] =
        a[i] === b[k]
          ? best[(i + 1) * width + k + 1]! + 1
          : Math.max(best[(i + 1) * width + k]!, best[i * width + k + 1]!);
    }
  }
  const pieces: Piece[] = [];
  const add = (kind: Piece["kind"], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let i = 0;
  let k = 0;
  while (i < a.length || k < b.length) {
    if (i < a.length && k < b.length && a[i] === b[k]) {
      add("same", a[i++]!);
      k += 1;
    } else if (
      k >= b.length ||
      (i < a.length && best[(i + 1) * width + k]! >= best[i * width + k + 1]!)
    ) {
      add("out", a[i++]!);
    } else {
      add("in", b[k++]!);
    }
  }
  return pieces;
}
