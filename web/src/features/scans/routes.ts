// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/scans", load: () => import("./Scans.svelte") },
  { path: "/scans/:id", load: () => import("./Scan.svelte") },
];
