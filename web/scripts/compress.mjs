// SPDX-License-Identifier: Apache-2.0
// Writes name.gz and name.br beside every text file of the built page, so that the server only
// picks the one the browser takes, and prints what the two entries weigh.
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const worth = /\.(html|js|css|svg|json|wasm|webmanifest|txt)$/;
const root = process.argv[2] ?? "dist";

function* walk(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* walk(path);
    else yield path;
  }
}

let before = 0;
let after = 0;
for (const path of [...walk(root)]) {
  if (!worth.test(path)) continue;
  const text = readFileSync(path);
  const brotli = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
  writeFileSync(`${path}.br`, brotli);
  before += text.length;
  after += brotli.length;
}
process.stdout.write(`compressed ${before} to ${after} bytes\n`);
