// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/plans/:id?/:part?", load: () => import("./Plans.svelte") },
  { path: "/quota", load: () => import("./Quota.svelte") },
];
