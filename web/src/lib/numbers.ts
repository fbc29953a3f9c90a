// SPDX-License-Identifier: Apache-2.0
// Vietnamese figures: 1.234 and 4,5. No locale of the machine is asked.

export function numberText(value: number): string {
  const sign = value < 0 ? "−" : "";
  return sign + String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** 4.4959 with 1 digit → "4,5". Only for shares and rates; money and votes are whole. */
export function decimalText(value: number, digits: number): string {
  const [whole = "0", rest] = value.toFixed(digits).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ".") + (rest ? `,${rest}` : "");
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${decimalText(bytes / 1024, 0)} KB`;
  return `${decimalText(bytes / 1024 / 1024, 1)} MB`;
}
