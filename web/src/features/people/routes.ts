// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/people/doubles/:pair?/:what?", load: () => import("./Doubles.svelte") },
  { path: "/people/:id?/:part?", load: () => import("./People.svelte") },
];
