// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/privacy/:part?/:id?", load: () => import("./Privacy.svelte") },
];
