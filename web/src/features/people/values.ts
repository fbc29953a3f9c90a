// SPDX-License-Identifier: Apache-2.0
import type { Person, Standing } from "@/api/people";

export interface PersonValues {
  name: string;
  other_name: string;
  code: string;
  sex: string;
  born_on: string;
  org_id: string;
  union_org_id: string;
  position: string;
  standing: Standing;
  standing_since: string;
  national_id: string;
  ethnicity: string;
  religion: string;
  home_place: string;
  residence: string;
  phone: string;
  occupation: string;
  education: string;
  professional_level: string;
  political_theory_level: string;
  union_joined_on: string;
  joined_on: string;
  official_on: string;
  note: string;
  version: number;
}

export const empty: PersonValues = {
  name: "",
  other_name: "",
  code: "",
  sex: "",
  born_on: "",
  org_id: "",
  union_org_id: "",
  position: "",
  standing: "outsider",
  standing_since: "",
  national_id: "",
  ethnicity: "",
  religion: "",
  home_place: "",
  residence: "",
  phone: "",
  occupation: "",
  education: "",
  professional_level: "",
  political_theory_level: "",
  union_joined_on: "",
  joined_on: "",
  official_on: "",
  note: "",
  version: 0,
};

/** The form of a person as read: masked values stay out, so that saving never writes a mask. */
export function valuesOf(person: Person): PersonValues {
  const values = { ...empty };
  for (const key of Object.keys(empty) as (keyof PersonValues)[]) {
    if (["national_id", "ethnicity", "religion"].includes(key)) continue;
    Object.assign(values, { [key]: person[key] ?? empty[key] });
  }
  return values;
}

/** The body of a save; the sensitive part goes only when something was typed into it. */
export function bodyOf(values: PersonValues): object {
  const { national_id, ethnicity, religion, ...rest } = values;
  const sensitive = { national_id: national_id.replace(/\s/g, ""), ethnicity, religion };
  return Object.values(sensitive).some(Boolean) ? { ...rest, sensitive } : rest;
}
