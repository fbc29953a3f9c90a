// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [{ path: "/orgs/:id?/:part?", load: () => import("./Orgs.svelte") }];
