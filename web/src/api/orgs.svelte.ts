// SPDX-License-Identifier: Apache-2.0
// The tree of organisations, read once and kept: some hundred bodies, asked for everywhere.

import type { Page } from "./base";
import { get } from "./client";
import type { OrgOrgView } from "./types";

export type Org = OrgOrgView;

/** An organisation with its place in the tree. */
export interface OrgNode extends Org {
  children: OrgNode[];
}

export const orgs = $state<{ all: Org[]; loaded: boolean }>({ all: [], loaded: false });
let reading: Promise<void> | null = null;

export function readOrgs(again = false): Promise<void> {
  if (again) reading = null;
  reading ??= get<Page<Org>>("/api/orgs")
    .then((answer) => {
      orgs.all = answer.items;
      orgs.loaded = true;
    })
    .catch((error: unknown) => {
      reading = null;
      throw error;
    });
  return reading;
}

export function orgName(id: string | null | undefined): string {
  return orgs.all.find((one) => one.id === id)?.name ?? "";
}

/** Roots with their subtrees; the server's order of siblings is kept. */
export function treeOf(all: readonly Org[]): OrgNode[] {
  const nodes = new Map(
    all.map((one) => [one.id, { ...one, depth: 0, children: [] as OrgNode[] }]),
  );
  const roots: OrgNode[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.parent_id ?? "");
    if (parent) parent.children.push(node);
    else roots.push(node);
  }
  const deepen = (node: OrgNode, depth: number) => {
    node.depth = depth;
    node.children.forEach((child) => deepen(child, depth + 1));
  };
  roots.forEach((root) => deepen(root, 0));
  return roots;
}

/** The tree as lines, parents before children, without what lies under a folded body. */
export function flatten(
  nodes: readonly OrgNode[],
  isFolded: (node: OrgNode) => boolean = () => false,
): OrgNode[] {
  return nodes.flatMap((node) => [
    node,
    ...(isFolded(node) ? [] : flatten(node.children, isFolded)),
  ]);
}

/** From the root down to one body. */
export function pathTo(all: readonly Org[], id: string): Org[] {
  const path: Org[] = [];
  for (let at = all.find((one) => one.id === id); at && path.length < 20;) {
    path.unshift(at);
    const up = at.parent_id;
    at = all.find((one) => one.id === up);
  }
  return path;
}
