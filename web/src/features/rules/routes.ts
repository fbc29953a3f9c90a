// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/rules/:set?/:other?", load: () => import("./Rules.svelte") },
];
