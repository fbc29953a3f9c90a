// SPDX-License-Identifier: Apache-2.0
import type { CampaignState, Plan } from "@/api/campaigns";

export function stateTone(state: CampaignState): "none" | "hint" | "ok" | "warning" {
  if (state === "running") return "hint";
  if (state === "closed") return "ok";
  return state === "cancelled" ? "warning" : "none";
}

/** The next steps the screen offers; the server decides whether they may be taken. */
export function stepsFrom(state: CampaignState): CampaignState[] {
  if (state === "draft") return ["approved"];
  if (state === "approved") return ["running", "draft"];
  return state === "running" ? ["closed", "approved"] : [];
}

export const emptyPlan: Plan = {
  code: "",
  title: "",
  short_title: "",
  event_kind: "admission_ceremony",
  bodies: [{ name: "", authority: "", post: "", signer: "" }],
  plan_number: "",
  plan_on: "",
  issued_at: "",
  bases: [],
  purposes: [],
  requirements: [],
  contents: [],
  methods: [],
  audience: "",
  target_kind: "exact",
  target_count: null,
  target_as_written: "",
  window_as_written: "",
  event_as_written: "",
  place: "",
  place_tentative: false,
  expected_count: null,
  expected_approximate: false,
  groups: [],
  dossier_due_as_written: "",
  list_voted_year: null,
  list_cutoff_as_written: "",
  funding_source: "",
  tasks: [],
  recipients: [],
};

/** What stands in the form: numbers and lists as the text people type, one line an item. */
export interface PlanValues {
  plan: Plan;
  target_count: string;
  expected_count: string;
  list_voted_year: string;
  bases: string;
  purposes: string;
  requirements: string;
  contents: string;
  methods: string;
  recipients: string;
  version: number;
}

const LISTS = ["bases", "purposes", "requirements", "contents", "methods", "recipients"] as const;
const numberOf = (text: string): number | null => {
  const digits = text.replace(/\./g, "").trim();
  return digits === "" ? null : Number(digits);
};
const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

export function valuesOf(plan: Plan, version: number): PlanValues {
  const text = (value: number | null | undefined) => (value == null ? "" : String(value));
  return {
    plan: structuredClone({ ...plan, plan_on: plan.plan_on ?? "" }),
    target_count: text(plan.target_count),
    expected_count: text(plan.expected_count),
    list_voted_year: text(plan.list_voted_year),
    bases: plan.bases.join("\n"),
    purposes: plan.purposes.join("\n"),
    requirements: plan.requirements.join("\n"),
    contents: plan.contents.join("\n"),
    methods: plan.methods.join("\n"),
    recipients: plan.recipients.join("\n"),
    version,
  };
}

export function planOf(values: PlanValues): Plan {
  const plan: Plan = {
    ...values.plan,
    plan_on: values.plan.plan_on || null,
    target_count: values.plan.target_kind === "exact" ? numberOf(values.target_count) : null,
    expected_count: numberOf(values.expected_count),
    list_voted_year: numberOf(values.list_voted_year),
  };
  for (const name of LISTS) plan[name] = linesOf(values[name]);
  return plan;
}
