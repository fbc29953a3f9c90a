// SPDX-License-Identifier: Apache-2.0
// Answers of a made-up office, for drawing screens before the server runs (npm run mock).
// Never part of the built page. Every name and unit is invented.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { answers } from "./answers.ts";

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString("utf8");
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return text;
  }
}

export function mockServer(): Plugin {
  return {
    name: "ketnap-mock",
    configureServer(server) {
      server.middlewares.use((request: IncomingMessage, response: ServerResponse, next) => {
        const url = new URL(request.url ?? "/", "http://local");
        if (!url.pathname.startsWith("/api/")) return next();
        void bodyOf(request).then((body) => {
          const found = answers.find(
            ([method, pattern]) => method === request.method && pattern.test(url.pathname),
          );
          const [status, answer] = found
            ? found[2]({ path: url.pathname, query: url.searchParams, body })
            : [
                404,
                { code: "not_found", message: "Không tìm thấy.", findings: [], request_id: "m1" },
              ];
          response.writeHead(status, { "Content-Type": "application/json" });
          response.end(JSON.stringify(answer));
        });
      });
    },
  };
}
