// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [{ path: "/letters/:id?", load: () => import("./Letters.svelte") }];
