// SPDX-License-Identifier: Apache-2.0
import type { MeetingForm } from "@/api/decision";

/** A meeting as the form holds it: counts are what was typed. */
export interface Values extends Omit<MeetingForm, "member_count" | "present_count"> {
  member_count: string;
  present_count: string;
}

export const blank: Values = {
  org_id: "",
  campaign_id: "",
  kind: "held",
  body_kind: "standing_board",
  body_name: "",
  held_on: "",
  starts_at: "",
  venue: "",
  member_count: "",
  present_count: "",
  absent_note: "",
  chair_name: "",
  secretary_name: "",
  tellers: "",
  decided_on: "",
  signer_post: "",
  signer_name: "",
  signer_person_id: "",
  paper: "",
  sent_on: "",
  closes_on: "",
};

/** Whole numbers only; anything else is refused by the server at its field. */
export const count = (typed: string): number => (/^\d{1,6}$/.test(typed.trim()) ? +typed : -1);

/** A circulated vote has nobody present: the program counts what comes back. */
export const sent = (values: Values): MeetingForm => ({
  ...values,
  member_count: count(values.member_count),
  present_count: values.kind === "circulated" ? 0 : count(values.present_count),
});

export const valuesOf = (form: MeetingForm): Values => ({
  ...form,
  member_count: String(form.member_count),
  present_count: String(form.present_count),
});
