// SPDX-License-Identifier: Apache-2.0
// What a first visit costs: nothing is kept from before, bytes are counted as they come over the wire.

/**
 * Goes to `path` with an empty cache on a machine `slower` times as slow, until `usable` is shown. Gives the bytes
 * by kind of content, all of them, and the milliseconds from the request of the page.
 */
export async function firstLoad(page, path, usable, slower = 1) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
  const kinds = new Map();
  const bytes = {};
  devtools.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
  });
  const began = Date.now();
  await page.goto(path, { waitUntil: "commit" });
  await page.locator(usable).first().waitFor();
  // the page has drawn what it shows and takes the next key
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  const milliseconds = Date.now() - began;
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await devtools.detach();
  const all = Object.values(bytes).reduce((sum, one) => sum + one, 0);
  return { bytes, all, milliseconds };
}
