// SPDX-License-Identifier: Apache-2.0
// The real program on a fresh data folder. KETNAP_BIN names it, else the newest build is taken.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { assertNothingLeaked } from "./canary.mjs";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

function program() {
  if (process.env.KETNAP_BIN) return resolve(process.env.KETNAP_BIN);
  const build = join(root, "build");
  const found = (existsSync(build) ? readdirSync(build) : [])
    .map((preset) => join(build, preset, "ketnap"))
    .filter(existsSync)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (!found) throw new Error("build ketnap first, or name it with KETNAP_BIN");
  return found;
}

/** What ships beside the program, taken from the source tree and the built pages. */
function shareFolder(into) {
  if (process.env.KETNAP_SHARE) return resolve(process.env.KETNAP_SHARE);
  const web = join(root, "web/dist");
  if (!existsSync(join(web, "index.html"))) throw new Error("run: npm --prefix web run build");
  const share = mkdtempSync(join(into, "share-"));
  symlinkSync(join(root, "data"), join(share, "data"));
  symlinkSync(join(root, "db/migrations"), join(share, "migrations"));
  symlinkSync(web, join(share, "web"));
  return share;
}

function run(args) {
  const child = spawn(program(), args, { stdio: ["ignore", "pipe", "pipe"] });
  const said = { text: "" };
  child.stdout.on("data", (part) => (said.text += part));
  child.stderr.on("data", (part) => (said.text += part));
  return { child, said };
}

async function until(what, said, child) {
  for (const started = Date.now(); Date.now() - started < 30_000; ) {
    const found = what.exec(said.text);
    if (found) return found;
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`the program did not say ${what}:\n${said.text}`);
}

/** Fills the data folder with the rehearsal office; gives what the command printed. */
async function fillDemo(data, share, words) {
  const { child, said } = run(["demo", "--data", data, "--share", share, ...words]);
  const code = await new Promise((done) => child.on("exit", done));
  if (code !== 0) throw new Error(`ketnap demo failed:\n${said.text}`);
  return said.text;
}

/**
 * Starts the program. `demo: []` fills the folder with the rehearsal office first (more words are
 * given to the command); without it the folder is new and `setupLink` makes the first account.
 */
export async function startServer({ demo } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "ketnap-ui-"));
  const data = join(folder, "data");
  const share = shareFolder(folder);
  const printed = demo ? await fillDemo(data, share, demo) : "";
  const { child, said } = run([
    "serve",
    ...["--data", data, "--share", share, "--listen", "127.0.0.1:0"],
  ]);
  const [, url] = await until(/ at (http:\/\/127\.0\.0\.1:\d+)/, said, child);
  const link = /https?:\/\/\S+\/setup#(\S+)/.exec(said.text);
  return {
    url,
    printed,
    setupLink: link ? `${url}/setup#${link[1]}` : "",
    log: () => said.text,
    /** Another command of the program on the same data; what it printed. */
    async command(...words) {
      const other = run([...words, "--data", data, "--share", share]);
      const code = await new Promise((done) => other.child.on("close", done));
      if (code !== 0) throw new Error(`ketnap ${words[0]} failed:\n${other.said.text}`);
      return other.said.text;
    },
    async stop() {
      const gone = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
      assertNothingLeaked(said.text);
    },
  };
}
