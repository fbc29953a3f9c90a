// SPDX-License-Identifier: Apache-2.0
// Whatever the pages send is a canary: it may turn up in no address and in no line of the log (ASVS 7.1, 8.3.1).

const typed = new Set();
const addresses = new Set();

const programWord = /^[\w./:-]{0,24}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function tells(key, text) {
  if (/password|token|national_id/.test(key)) return text.length >= 8;
  return text.length >= 6 && !uuid.test(text) && (!programWord.test(text) || /^\d{9,}$/.test(text));
}

function walk(node, key = "") {
  if (Array.isArray(node)) node.forEach((one) => walk(one, key));
  else if (node && typeof node === "object") Object.entries(node).forEach(([name, one]) => walk(one, name));
  else if (typeof node === "string" && tells(key, node)) typed.add(node);
}

/** Keeps what a page sends, and where it goes. */
export function watch(page) {
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) addresses.add(request.url());
    const token = request.headers()["x-csrf-token"];
    if (token) typed.add(token);
    try {
      walk(JSON.parse(request.postData() ?? "null"));
    } catch {
      // a file on its way
    }
  });
  page.on("framenavigated", (frame) => addresses.add(frame.url()));
}

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

/** Throws when the log, or an address, holds what somebody typed. The set-up link is said once on purpose. */
export function assertNothingLeaked(log) {
  const said = log.replace(/\/setup#\S+/g, "/setup#");
  const places = [said, ...[...addresses].map(decoded).map((one) => one.replace(/\/setup#.*/, "/setup#"))];
  const leaks = [...typed].filter((text) => places.some((place) => place.includes(text)));
  if (leaks.length) throw new Error(`in the log or an address: ${JSON.stringify(leaks)}`);
}
