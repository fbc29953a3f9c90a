// SPDX-License-Identifier: Apache-2.0
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { mockServer } from "./mock/server.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
// Every entry is a page of its own; the gate shares no feature code with the office pages.
const entries = ["index.html", "gate.html"].filter((page) => existsSync(at(page)));
const server = process.env.KETNAP_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), ...(process.env.KETNAP_MOCK ? [mockServer()] : [])],
  resolve: {
    alias: { "@": at("./src") },
    ...(mode === "test" ? { conditions: ["browser"] } : {}),
  },
  server: {
    host: "127.0.0.1",
    port: 5173,
    proxy: { "/api": { target: server, changeOrigin: true } },
  },
  build: {
    target: "es2022",
    outDir: "dist",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    // A dash inside the hash would hide from the server where it begins.
    rolldownOptions: { input: entries.map(at), output: { hashCharacters: "base36" } },
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
}));
