// SPDX-License-Identifier: Apache-2.0
// Every page of the program: its path and the feature that draws it. Slices add theirs to
// src/features/<slice>/routes.ts; the order between slices does not matter, inside one the first
// pattern that fits wins.

import type { Route } from "@/lib/router.svelte";

const files = import.meta.glob<{ routes: Route[] }>("../features/*/routes.ts", { eager: true });

export const routes: Route[] = Object.values(files).flatMap((file) => file.routes);
