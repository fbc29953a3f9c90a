// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/sign-in", load: () => import("./SignIn.svelte"), bare: true, open: true },
  { path: "/setup", load: () => import("./Setup.svelte"), bare: true, open: true },
  { path: "/recover", load: () => import("./Recover.svelte"), bare: true, open: true },
  { path: "/code", load: () => import("./Code.svelte"), bare: true },
  { path: "/second-factor", load: () => import("./SecondFactor.svelte"), bare: true },
  { path: "/password", load: () => import("./Password.svelte"), bare: true },
];
