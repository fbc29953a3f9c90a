// SPDX-License-Identifier: Apache-2.0
import type { Route } from "@/lib/router.svelte";

export const routes: Route[] = [
  { path: "/dossiers", load: () => import("./Dossiers.svelte") },
  { path: "/dossiers/new", load: () => import("./NewDossier.svelte") },
  { path: "/dossiers/:id", load: () => import("./Dossier.svelte") },
];
