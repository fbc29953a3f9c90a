// SPDX-License-Identifier: Apache-2.0
// Real paths, no library: a table of patterns, the History interface, and clicks on own links.

import type { Component } from "svelte";
import { t } from "@/lib/i18n";

export interface Route {
  /** "/people/:id?" — ":x" one segment, ":x?" may be missing. */
  path: string;
  load: () => Promise<{ default: Component<never> }>;
  /** Shown without rail and bar (sign-in, hall screens). */
  bare?: boolean;
  /** May be opened without a session. */
  open?: boolean;
}
export type Params = Record<string, string>;

export const place = $state({ path: location.pathname, query: location.search });

interface Holder {
  /** Whether it has text that is not saved. */
  unsaved: () => boolean;
  /** The page is left all the same. */
  left?: () => void;
}
const holders = new Set<Holder>();
const unsaved = () => [...holders].some((one) => one.unsaved());

function mayLeave(): boolean {
  if (unsaved()) {
    if (!window.confirm(t("ui.leave_unsaved"))) return false;
    holders.forEach((one) => one.left?.());
  }
  return true;
}

export function match(pattern: string, path: string): Params | null {
  const want = pattern.split("/").filter(Boolean);
  const have = path.split("/").filter(Boolean);
  if (have.length > want.length) return null;
  const params: Params = {};
  for (const [i, part] of want.entries()) {
    const given = have[i];
    if (part.startsWith(":")) {
      if (given === undefined && !part.endsWith("?")) return null;
      if (given !== undefined) params[part.replace(/^:|\?$/g, "")] = decodeURIComponent(given);
    } else if (part !== given) return null;
  }
  return params;
}

export function find(routes: Route[], path: string): { route: Route; params: Params } | null {
  for (const route of routes) {
    const params = match(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

function settle(): void {
  place.path = location.pathname;
  place.query = location.search;
}

/** An own path as it is, anything else as the first page: what comes after sign-in never leaves the program. */
export function ownPath(to: string | null): string {
  if (!to?.startsWith("/") || !URL.canParse(to, location.origin)) return "/";
  return new URL(to, location.origin).origin === location.origin ? to : "/";
}

/** `ended`: nobody is signed in any more, so there is nothing to ask. */
export function go(
  to: string,
  options: { replace?: boolean; state?: unknown; ended?: boolean } = {},
): void {
  const target = new URL(to, location.origin);
  if (target.origin !== location.origin) return;
  if (target.pathname !== location.pathname && !options.ended && !mayLeave()) return;
  if (options.replace) history.replaceState(options.state ?? null, "", target);
  else history.pushState(options.state ?? null, "", target);
  settle();
}

/** Asks before the page is left while there is unsaved text; returns how to let go. */
export function hold(text: () => boolean, left?: () => void): () => void {
  const one: Holder = { unsaved: text, left };
  holders.add(one);
  return () => holders.delete(one);
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || link.pathname.startsWith("/api/")) return;
  if (link.getAttribute("href")?.startsWith("#")) return; // within the page: the browser's own
  if (link.pathname === "/gate" || link.pathname.startsWith("/gate/")) return;
  event.preventDefault();
  go(link.href);
}

export function startRouter(): void {
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", settle);
  window.addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault(); // the browser asks in its own words
  });
}
