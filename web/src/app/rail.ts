// SPDX-License-Identifier: Apache-2.0
// The left rail: the stages in the order of the work, then what every stage shares. An entry is
// shown once its route exists, so a build without a slice has no dead link.

import type { Component } from "svelte";
import Award from "@lucide/svelte/icons/medal";
import Calendar from "@lucide/svelte/icons/calendar-check";
import Chart from "@lucide/svelte/icons/chart-column";
import Clipboard from "@lucide/svelte/icons/clipboard-list";
import Cog from "@lucide/svelte/icons/settings";
import File from "@lucide/svelte/icons/file-text";
import Folder from "@lucide/svelte/icons/folder";
import Gavel from "@lucide/svelte/icons/gavel";
import House from "@lucide/svelte/icons/house";
import Scale from "@lucide/svelte/icons/scale";
import Sprout from "@lucide/svelte/icons/sprout";
import Target from "@lucide/svelte/icons/target";
import Tree from "@lucide/svelte/icons/network";
import Users from "@lucide/svelte/icons/users";
import { find } from "@/lib/router.svelte";
import { routes } from "./routes";

export interface RailEntry {
  /** Also the key of the count that GET /api/home gives for it. */
  id: string;
  path: string;
  icon: Component;
  group: "mine" | "stage" | "shared";
  /** Pages that belong to it under another path. */
  also?: string[];
}

const all: RailEntry[] = [
  { id: "home", path: "/", icon: House, group: "mine", also: ["/work", "/stand-ins"] },
  { id: "plan", path: "/plans", icon: Clipboard, group: "stage" },
  { id: "quota", path: "/quota", icon: Target, group: "stage" },
  { id: "nomination", path: "/nominations", icon: Sprout, group: "stage" },
  {
    id: "dossier",
    path: "/dossiers",
    icon: Folder,
    group: "stage",
    also: ["/scans", "/letters", "/receipts"],
  },
  { id: "decision", path: "/meetings", icon: Gavel, group: "stage" },
  { id: "ceremony", path: "/ceremony", icon: Award, group: "stage" },
  { id: "followup", path: "/followup", icon: Calendar, group: "stage" },
  { id: "reports", path: "/reports", icon: Chart, group: "stage" },
  { id: "orgs", path: "/orgs", icon: Tree, group: "shared" },
  { id: "people", path: "/people", icon: Users, group: "shared" },
  { id: "documents", path: "/documents", icon: File, group: "shared" },
  { id: "rules", path: "/rules", icon: Scale, group: "shared" },
  { id: "settings", path: "/settings", icon: Cog, group: "shared", also: ["/privacy"] },
];

export const rail = all.filter((entry) => find(routes, entry.path) !== null);
