// SPDX-License-Identifier: Apache-2.0
// Conditions, relatives, consents and sightings as their forms hold them: every box a text or a
// tick, one key a line, so that two desks that change different lines meet no question.

import type { Where } from "@/api/base";
import type { Dossier, Paper } from "@/api/dossiers";
import type { Conditions, Consent, Relative, Sighting } from "@/api/facts";
import { dateText, readDate } from "@/lib/dates";
import { hasText, t } from "@/lib/i18n";
import { fieldWords, shortName } from "./words";

/** The lines of one list by key, null where one was taken out, and the version they came with. */
export type Lines<T> = Record<string, T | null> & { version: number };
export interface Option {
  value: string;
  label: string;
}

const kept = (text: string): string | null => text.trim() || null;
const written = (date: string | null | undefined): string => readDate(date ?? "") ?? date ?? "";

/** Keys "father.1", "child.1", "child.2": the same person keeps the key in both readings. */
export function linesOf<T>(
  list: readonly T[],
  version: number,
  keyOf: (one: T) => string,
): Lines<T> {
  const lines = {} as Record<string, T | null>;
  for (const one of list) lines[freeKey(lines, keyOf(one))] = one;
  return { ...lines, version } as Lines<T>;
}
export function freeKey(lines: object, base: string): string {
  let n = 1;
  while (`${base}.${n}` in lines) n += 1;
  return `${base}.${n}`;
}
/** The lines that are still there, in their order. */
export function present<T>(lines: Lines<T>): [string, T][] {
  return Object.entries(lines).filter(
    ([key, one]) => key !== "version" && one !== null,
  ) as unknown as [string, T][];
}

// ---- Relatives

export const relations = [
  "candidate",
  "father",
  "mother",
  "raiser",
  "spouse",
  "father_in_law",
  "mother_in_law",
  "child",
] as const;
export const relativeStates = ["open", "requested", "verified", "waived"] as const;
export const waivers = [
  "father_member",
  "mother_member",
  "sibling_member",
  "child_member",
  "spouse_member",
  "spouse_parent_member",
  "spouse_sibling_member",
  "other",
] as const;

export interface RelativeLine {
  relation: Relative["relation"];
  state: Relative["state"];
  name: string;
  has_capacity: boolean;
  abroad: boolean;
  requested_on: string;
  finished_on: string;
  waiver: string;
  matched_on: string;
  matched_at: string;
  matched_by: string;
}

export function relativeLine(one: Relative): RelativeLine {
  return {
    relation: one.relation,
    state: one.state,
    name: one.name ?? "",
    has_capacity: one.has_capacity ?? true,
    abroad: one.abroad ?? false,
    requested_on: one.requested_on ?? "",
    finished_on: one.finished_on ?? "",
    waiver: one.waiver ?? "",
    matched_on: one.matched_on ?? "",
    matched_at: one.matched_at ?? "",
    matched_by: one.matched_by ?? "",
  };
}
export const newRelative = (relation: RelativeLine["relation"]): RelativeLine =>
  relativeLine({ relation, state: "open" });

/** What belongs to another state than the one chosen is left out. */
export function relativeBody(line: RelativeLine): object {
  const waived = line.state === "waived";
  return {
    relation: line.relation,
    state: line.state,
    name: kept(line.name),
    has_capacity: line.relation === "child" ? line.has_capacity : null,
    abroad: line.abroad || null,
    requested_on: waived ? null : kept(line.requested_on),
    finished_on: line.state === "verified" ? kept(line.finished_on) : null,
    waiver: waived ? kept(line.waiver) : null,
    matched_on: waived ? kept(line.matched_on) : null,
    matched_at: waived ? kept(line.matched_at) : null,
    matched_by: waived ? kept(line.matched_by) : null,
  };
}

/** "Đã thẩm tra 22/04/2024", "Được miễn: cha là đảng viên". */
export function relativeWords(line: RelativeLine): string {
  const state = t(`inputs.state_${line.state}`);
  if (line.state === "waived") {
    return line.waiver ? `${state}: ${t(`inputs.waiver_${line.waiver}`)}` : state;
  }
  const on = line.state === "verified" ? line.finished_on : line.requested_on;
  return line.state === "open" || !on ? state : `${state} ${dateText(on)}`;
}

// ---- Conditions

export const exceptions = ["hard_area", "fisher", "prestigious_person"] as const;
export const specialCases = [
  "religion",
  "foreign_spouse",
  "foreign_origin",
  "ethnic_hoa",
  "population_policy",
] as const;
export const places = ["no_organization", "no_member", "special_need"] as const;
export const leftBy = [
  "removed",
  "expelled",
  "lost_contact",
  "dropped_activity",
  "asked_to_leave",
  "broke_unity",
  "corruption",
  "serious_crime",
  "less_serious_crime",
  "population_policy",
] as const;
export const unionFacts = [
  "is_union_member",
  "has_union_organization",
  "is_trade_union_member",
  "has_trade_union",
] as const;

const schooling = ["none", "reads_and_writes", "primary", "lower_secondary", "upper_secondary"];
const schoolingWords = (code: string) =>
  schooling.includes(code) ? t(`inputs.schooling_${code}`) : code;
/** A level typed in words is the level; classes finished ("9/12") stay as they are. */
const schoolingCode = (text: string) =>
  schooling.find((code) => schoolingWords(code).toLowerCase() === text.trim().toLowerCase()) ??
  kept(text);

const yesNo = (value: boolean | null | undefined) => (value == null ? "" : value ? "yes" : "no");
const asked = (text: string) => (text === "" ? null : text === "yes");

/** Named as the server names the fields, so that a refusal and a finding find their box. */
export function conditionValues(from: Conditions, version: number) {
  const cases = from.special_cases ?? [];
  return {
    citizenship: from.citizenship ?? "",
    education: schoolingWords(from.education ?? ""),
    education_exception: from.education_exception ?? ("" as string),
    is_union_member: yesNo(from.is_union_member),
    has_union_organization: yesNo(from.has_union_organization),
    is_trade_union_member: yesNo(from.is_trade_union_member),
    has_trade_union: yesNo(from.has_trade_union),
    religion: cases.includes("religion"),
    foreign_spouse: cases.includes("foreign_spouse"),
    foreign_origin: cases.includes("foreign_origin"),
    ethnic_hoa: cases.includes("ethnic_hoa"),
    population_policy: cases.includes("population_policy"),
    over_60: from.over_60 != null,
    "over_60.health_and_prestige": from.over_60?.health_and_prestige ?? false,
    "over_60.place": from.over_60?.place ?? ("" as string),
    readmission: from.readmission != null,
    "readmission.left_by": from.readmission?.left_by ?? ("" as string),
    "readmission.left_on": written(from.readmission?.left_on),
    "readmission.expunged_on": written(from.readmission?.expunged_on),
    "readmission.earlier_readmissions": String(from.readmission?.earlier_readmissions ?? ""),
    "readmission.family_hardship": from.readmission?.family_hardship ?? false,
    version,
  };
}
export type ConditionValues = ReturnType<typeof conditionValues>;

/** A count as a number; what is no number goes as typed and is refused at its field. */
const count = (text: string): number | string | null =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text) : kept(text);

export function conditionsBody(values: ConditionValues): object {
  const cases = specialCases.filter((one) => values[one]);
  const left_by = values["readmission.left_by"];
  return {
    citizenship: kept(values.citizenship),
    education: schoolingCode(values.education),
    education_exception: kept(values.education_exception),
    ...Object.fromEntries(unionFacts.map((one) => [one, asked(values[one])])),
    special_cases: cases.length ? cases : null,
    over_60: values.over_60
      ? {
          health_and_prestige: values["over_60.health_and_prestige"],
          place: kept(values["over_60.place"]),
        }
      : null,
    readmission: values.readmission
      ? {
          left_by,
          left_on: kept(values["readmission.left_on"]),
          expunged_on:
            left_by === "less_serious_crime" ? kept(values["readmission.expunged_on"]) : null,
          earlier_readmissions: count(values["readmission.earlier_readmissions"]),
          family_hardship:
            left_by === "asked_to_leave" ? values["readmission.family_hardship"] : null,
        }
      : null,
  };
}

// ---- Consents and sightings

export const consentKinds = [
  "over_60",
  "education",
  "readmission",
  ...specialCases,
  "late_ceremony",
] as const;

export interface ConsentLine {
  kind: Consent["kind"];
  number: string;
  dated_on: string;
  issued_by: string;
}
export const consentLine = (one: Consent): ConsentLine => ({
  kind: one.kind,
  number: one.number ?? "",
  dated_on: written(one.dated_on),
  issued_by: one.issued_by ?? "",
});
export const consentBody = (line: ConsentLine): object => ({
  kind: line.kind,
  number: kept(line.number),
  dated_on: kept(line.dated_on),
  issued_by: kept(line.issued_by),
});
export const consentWords = (line: ConsentLine): string =>
  [line.number, dateText(line.dated_on), line.issued_by].filter(Boolean).join(", ") ||
  t("inputs.consent_blank");

export interface SightingLine {
  fact: string;
  text: string;
  page: string;
  line: string;
}
export const sightingLine = (one: Sighting): SightingLine => ({
  fact: one.fact,
  text: one.text,
  page: String(one.page ?? ""),
  line: String(one.line ?? ""),
});
export const sightingBody = (line: SightingLine): object => ({
  fact: line.fact,
  text: line.text.trim(),
  page: count(line.page),
  line: count(line.line),
});
/** "“12-NQ/CB”, trang 1, dòng 6". */
export const sightingWords = (line: SightingLine): string =>
  [
    `“${line.text}”`,
    line.page && t("dossiers.place_page", { n: line.page }),
    line.line && t("ui.line_no", { n: line.line }),
  ]
    .filter(Boolean)
    .join(", ");

const personFacts = [
  "full_name",
  "birth_name",
  "other_name",
  "born_on",
  "sex",
  "birth_place",
  "home_place",
  "permanent_residence",
  "residence",
  "ethnicity",
  "religion",
  "occupation",
  "education",
  "national_id",
  "cell_name",
  "committee_name",
  "unit_name",
  "introducer",
  "helper",
  "certificate_number",
];
const votePapers = ["cell_resolution", "committee_resolution"];
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function citedWords(paper: Paper, field: string): string {
  const date = paper.dates.find((one) => one.name === field)?.label.toLowerCase();
  return `${shortName(paper)}, ${date ?? fieldWords(field)}`;
}
/** "Họ tên", or "8-KNĐ, ngày họp" of what one paper cites of another. */
export function factWords(dossier: Dossier, fact: string): string {
  const [form, field] = fact.split(/\.(.*)/s) as [string, string | undefined];
  const paper = dossier.papers.find((one) => one.form === form);
  if (field && paper) return citedWords(paper, field);
  return upper(fieldWords(fact)) || fact;
}
/** What a paper can be seen to say: of the person, and of the other papers it cites. */
export function factOptions(dossier: Dossier, form: string): Option[] {
  const cited = dossier.papers
    .filter((one) => one.form !== form && one.received)
    .flatMap((one) => [
      ...one.dates.map((date) => `${one.form}.${date.name}`),
      `${one.form}.number`,
      ...(votePapers.includes(one.form) ? [`${one.form}.votes`] : []),
    ]);
  return [...personFacts, ...cited].map((fact) => ({
    value: fact,
    label: factWords(dossier, fact),
  }));
}

// ---- From a finding to the box it speaks of

export const panels = ["relatives", "conditions", "consents", "sightings"];

const ofRelatives = (where: Where) =>
  where.paper === "verification" && where.field.startsWith("relatives");
const ofSighting = (dossier: Dossier, where: Where) =>
  dossier.papers.some((one) => one.form === where.paper) &&
  (!!where.page || !!where.line || where.field.includes("."));

/** What the third pane opens: "relatives:0", "conditions:citizenship", "sightings:application/full_name". */
export function panelOf(dossier: Dossier, where: Where): string {
  if (ofRelatives(where)) return `relatives:${/\d+/.exec(where.field)?.[0] ?? ""}`;
  if (where.paper === "conditions") return `conditions:${where.field}`;
  if (where.paper === "consent") return `consents:${where.field}`;
  return ofSighting(dossier, where) ? `sightings:${where.paper}/${where.field}` : "";
}
/** Empty for a place that is none of these. */
export function panelWords(dossier: Dossier, where: Where): string {
  if (ofRelatives(where)) return t("inputs.relatives");
  if (where.paper === "conditions") {
    const key = `inputs.${where.field}`;
    return [t("inputs.conditions"), hasText(key) ? t(key).toLowerCase() : ""]
      .filter(Boolean)
      .join(", ");
  }
  if (where.paper === "consent") return t(`inputs.consent_${where.field}`);
  const paper = dossier.papers.find((one) => one.form === where.paper);
  if (!paper || !where.field.includes(".")) return "";
  const page = where.page ? t("dossiers.place_page", { n: where.page }) : "";
  return [shortName(paper), page, factWords(dossier, where.field)].filter(Boolean).join(", ");
}
export const panelLink = (dossier: Dossier, where: Where): string | null => {
  const panel = panelOf(dossier, where);
  return panel ? `#open-${panel}` : null;
};
export function panelIn(hash: string): string {
  const panel = hash.startsWith("#open-") ? decodeURIComponent(hash.slice(6)) : "";
  return panels.some((one) => panel.startsWith(`${one}:`)) ? panel : "";
}
