// SPDX-License-Identifier: Apache-2.0
// What a browser says of itself, in the two words a person knows it by.

const browsers: [RegExp, string][] = [
  [/\bCocCoc|coc_coc/i, "Cốc Cốc"],
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

const first = (table: [RegExp, string][], agent: string) =>
  table.find(([pattern]) => pattern.test(agent))?.[1];

/** "Chrome, Windows"; empty when the browser says nothing known. */
export function deviceOf(agent: string): string {
  return [first(browsers, agent), first(systems, agent)].filter(Boolean).join(", ");
}

/** The address a sign-in comes from; empty for the machine the program runs on. */
export function placeOf(ip: string): string {
  return ip === "127.0.0.1" || ip === "::1" ? "" : ip;
}
