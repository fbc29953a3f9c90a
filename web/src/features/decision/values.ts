// SPDX-License-Identifier: Apache-2.0
import type { MeetingForm } from "@/api/decision";

/** A meeting as the form holds it: counts are what was typed. */
export interface Values extends Omit<MeetingForm, "member_count" | "present_count"> {
  member_count: string;
  present_count: string;
  version: number;
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
  version: 0,
};

/** Whole numbers only; anything else is refused by the server at its field. */
export const count = (typed: string): number => (/^\d{1,6}$/.test(typed.trim()) ? +typed : -1);

/** A circulated vote has nobody present: the program counts what comes back. */
export function sent(typed: Values): MeetingForm {
  const form: MeetingForm & { version?: number } = {
    ...typed,
    member_count: count(typed.member_count),
    present_count: typed.kind === "circulated" ? 0 : count(typed.present_count),
  };
  delete form.version; // goes beside the form
  return form;
}

export const valuesOf = (form: MeetingForm, version = 0): Values => ({
  ...form,
  version,
  member_count: String(form.member_count),
  present_count: String(form.present_count),
});
