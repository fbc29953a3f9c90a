// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/work", load: () => import("./Work.svelte") },
  { path: "/receipts", load: () => import("./Register.svelte") },
  { path: "/stand-ins", load: () => import("./StandIns.svelte") },
];
