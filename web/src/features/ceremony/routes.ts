// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/ceremony/planner", load: () => import("./Planner.svelte") },
  { path: "/ceremony/:part?/:id?", load: () => import("./Ceremony.svelte") },
];
