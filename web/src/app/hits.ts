// SPDX-License-Identifier: Apache-2.0
// What the search over everything finds: acts of the page that is open, pages, and through the API
// people, dossiers, letters. Only what the person may do or read; a name goes in a body.

import { queryDossiers } from "@/api/dossiers";
import { queryLetters } from "@/api/envelope";
import { orgs } from "@/api/orgs.svelte";
import { queryPeople } from "@/api/people";
import { may } from "@/api/session.svelte";
import { dateText } from "@/lib/dates";
import { finds } from "@/lib/fold";
import { t } from "@/lib/i18n";
import { go } from "@/lib/router.svelte";
import { rail } from "./rail";

export interface Hit {
  kind: string;
  id: string;
  title: string;
  note: string;
  run: () => void;
}

/** Pages under those of the rail, each with the right that its button asks for. */
const below = [
  { path: "/people/new", title: "people.add", right: "person_edit" },
  { path: "/dossiers/new", title: "dossiers.open", right: "dossier_edit" },
  { path: "/scans", title: "scans.title", right: "dossier_edit" },
  { path: "/letters", title: "letters.title", right: "letter_read" },
  { path: "/work", title: "work.title", right: "" },
  { path: "/receipts", title: "work.register", right: "dossier_read" },
  { path: "/stand-ins", title: "work.stand_ins", right: "" },
  { path: "/settings/me", title: "settings.me", right: "" },
  { path: "/settings/calendar", title: "settings.calendar", right: "" },
  { path: "/settings/accounts", title: "settings.accounts", right: "account_manage" },
  { path: "/settings/audit", title: "settings.audit", right: "audit_read" },
];

export function pageHits(query: string): Hit[] {
  const all = [
    ...rail.map((entry) => ({ path: entry.path, title: t(`app.rail_${entry.id}`) })),
    ...below
      .filter((one) => query && (!one.right || may(one.right)))
      .map((one) => ({ path: one.path, title: t(one.title) })),
  ];
  return all
    .filter((one) => !query || finds(one.title, query))
    .map((one) => ({
      kind: "page",
      id: one.path,
      title: one.title,
      note: t("app.search_page"),
      run: () => go(one.path),
    }));
}

function wordsOf(node: HTMLElement): string {
  const words = node.querySelector(".words") ?? node;
  return (words.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The buttons and tabs that can be pressed now: what is not allowed is not there, so never found. */
export function actsHere(): Hit[] {
  const found = new Map<string, Hit>();
  const nodes = document.querySelectorAll<HTMLElement>(
    "#main .btn:not(:disabled), #main nav a[href], #main nav button:not(:disabled)",
  );
  for (const node of nodes) {
    const title = wordsOf(node);
    if (!title || node.offsetParent === null || found.has(title)) continue;
    const run = () => {
      node.focus();
      node.click();
    };
    found.set(title, { kind: "act", id: title, title, note: t("app.search_act"), run });
  }
  return [...found.values()];
}

export function orgHits(query: string): Hit[] {
  return orgs.all
    .filter((one) => finds(`${one.name} ${one.short_name} ${one.code}`, query))
    .slice(0, 6)
    .map((one) => ({
      kind: "org",
      id: one.id,
      title: one.name,
      note: one.code,
      run: () => go(`/orgs/${one.id}`),
    }));
}

async function people(text: string, signal: AbortSignal): Promise<Hit[]> {
  const { items } = await queryPeople({ text, limit: 8 }, { signal, once: true });
  return items.map((one) => ({
    kind: "person",
    id: one.id,
    title: one.name,
    note: [dateText(one.born_on), one.org_name].filter(Boolean).join(", "),
    run: () => go(`/people/${one.id}`),
  }));
}
async function dossiers(text: string, signal: AbortSignal): Promise<Hit[]> {
  const { items } = await queryDossiers({ text, limit: 6 }, { signal, once: true });
  return items.map((one) => ({
    kind: "dossier",
    id: one.id,
    title: `${one.code} ${one.person_name}`,
    note: t("app.search_dossier", { state: t(`dossiers.state_${one.state}`) }),
    run: () => go(`/dossiers/${one.id}`),
  }));
}
async function letters(text: string, signal: AbortSignal): Promise<Hit[]> {
  const { items } = await queryLetters({ text, limit: 4 }, { signal, once: true });
  return items.map((one) => ({
    kind: "letter",
    id: one.id,
    title: [one.number, one.to_name].filter(Boolean).join(" "),
    note: `${t("letters.one")}, ${one.person_name}`,
    run: () => go(`/letters/${one.id}`),
  }));
}

/** Asks every source the person may read; one that fails leaves the others standing. */
export async function rowHits(
  text: string,
  signal: AbortSignal,
): Promise<{ hits: Hit[]; failed: boolean }> {
  const asked = [
    may("person_read") ? people(text, signal) : [],
    may("dossier_read") ? dossiers(text, signal) : [],
    may("letter_read") ? letters(text, signal) : [],
  ];
  const answers = await Promise.allSettled(asked);
  return {
    hits: answers.flatMap((one) => (one.status === "fulfilled" ? one.value : [])),
    failed: answers.some((one) => one.status === "rejected") && !signal.aborted,
  };
}
