// SPDX-License-Identifier: Apache-2.0
// Ceremonies as the server tells them: for the office pages and for the gate.

import type { Cite, Finding, Page } from "./base";
import { get, post, put, type CallOptions } from "./client";

export type EventKind = "admission_ceremony" | "decision_handover" | "decision_and_list_handover";
export type Group = "guest" | "new_member" | "helper" | "summoned" | "press" | "service";
export const groups: Group[] = ["guest", "new_member", "helper", "summoned", "press", "service"];

export interface Seat {
  row: number;
  number: number;
}
export interface CeremonyForm {
  campaign_id: string;
  event_kind: EventKind;
  title: string;
  host: string;
  place: string;
  starts_on: string | null;
  starts_minute: number | null;
  hall_name: string;
  hall_rows: number;
  hall_seats: number;
  hall_aisles: number[];
  hall_blocked: Seat[];
  note: string;
}
export interface GroupCount {
  group: Group;
  expected: number;
  seated: number;
  arrived: number;
}
export interface Ceremony {
  id: string;
  number: number;
  version: number;
  form: CeremonyForm;
  headcount: number;
  capacity: number;
  groups: GroupCount[];
  findings: Finding[];
}
export interface ProgrammeItem {
  text: string;
  by: string;
  each_person: boolean;
  required: boolean;
  custom: boolean;
}
export interface Programme {
  id: string;
  title: string;
  in_force_on: string;
  source: Cite;
  confidence: "unknown" | "low" | "medium" | "high";
  note: string;
  items: ProgrammeItem[];
}
export interface DelegateForm {
  group: Group;
  name: string;
  position: string;
  unit: string;
  rank: number;
  helper_id: string | null;
  note: string;
}
export interface Delegate extends DelegateForm {
  id: string;
  state: "expected" | "withdrawn";
  person_id: string | null;
  decision_number: string;
  short_code: string;
  seat: Seat | null;
  seat_label: string;
  arrived_at: number | null;
  version: number;
}
export interface Derived {
  added: number;
  kept: number;
  withdrawn: number;
  without_helper: number;
}
export interface Chair {
  seat: Seat;
  label: string;
  delegate_id: string;
  name: string;
  unit: string;
  group: Group;
  rank: number;
  beside_id: string | null;
}
export interface SeatPlan {
  rows: number;
  seats: number;
  aisles: number[];
  blocked: Seat[];
  row_labels: string[];
  chairs: Chair[];
  findings: Finding[];
}
export interface Arrival {
  delegate_id: string;
  name: string;
  unit: string;
  group: Group;
  seat_label: string;
  device: string;
  at: number;
}
export interface Board {
  headcount: number;
  arrived: number;
  repeats: number;
  refused: number;
  groups: GroupCount[];
  latest: Arrival[];
}
export interface Scan {
  id: string;
  kind: "in" | "undo";
  input: string;
  delegate_id: string | null;
  undoes: string | null;
  device_seq: number;
  device_at: number;
}
export interface DeskDelegate {
  id: string;
  name: string;
  position: string;
  unit: string;
  group: Group;
  rank: number;
  seat_label: string;
  seat: Seat | null;
  beside_name: string;
  beside_seat: string;
  beside_arrived: boolean | null;
  arrived_at: number | null;
}
export interface ScanAnswer {
  id: string;
  verdict: "come_in" | "already_in" | "refused" | "undone";
  reasons: Finding[];
  delegate: DeskDelegate | null;
  at: number;
  first_at: number | null;
  first_device: string;
  clock_off: boolean;
}

const at = (id: string) => `/api/ceremonies/${id}`;

export const ceremonies = (campaign = "", options?: CallOptions) =>
  get<Page<Ceremony>>(`/api/ceremonies?campaign=${encodeURIComponent(campaign)}`, options);
export const proposal = (campaign: string) =>
  get<CeremonyForm>(`/api/campaigns/${campaign}/ceremony_proposal`);
export const readCeremony = (id: string) => get<Ceremony>(at(id));
export const addCeremony = (form: CeremonyForm, options: CallOptions) =>
  post<Ceremony>("/api/ceremonies", form, options);
export const saveCeremony = (
  id: string,
  form: CeremonyForm,
  version: number,
  options: CallOptions,
) => put<Ceremony>(at(id), { form, version }, options);
export const readProgramme = (id: string) => get<Programme>(`${at(id)}/programme`);

export const readDelegates = (id: string) => get<Page<Delegate>>(`${at(id)}/delegates`);
export const derive = (id: string) => post<Derived>(`${at(id)}/delegates/derive`);
export const addDelegate = (id: string, form: DelegateForm, options: CallOptions) =>
  post<Delegate>(`${at(id)}/delegates`, form, options);
export const saveDelegate = (
  id: string,
  delegate: string,
  form: DelegateForm,
  version: number,
  options: CallOptions,
) => put<Delegate>(`${at(id)}/delegates/${delegate}`, { form, version }, options);
export const setDelegateState = (id: string, one: Delegate, state: Delegate["state"], note = "") =>
  put<Delegate>(`${at(id)}/delegates/${one.id}/state`, { state, note, version: one.version });

export const readSeats = (id: string) => get<SeatPlan>(`${at(id)}/seats`);
export const seatAll = (id: string) => post<SeatPlan>(`${at(id)}/seats`);
export const moveTo = (id: string, delegate_id: string, seat: Seat) =>
  put<SeatPlan>(`${at(id)}/seats`, { delegate_id, seat });

export interface Held {
  recorded: number;
  missing: string[];
}
export const recordHeld = (id: string) => post<Held>(`${at(id)}/held`);
export const readBoard = (id: string, options?: CallOptions) =>
  get<Board>(`${at(id)}/board`, options);
export const sendScans = (id: string, device: string, scans: Scan[], options: CallOptions = {}) =>
  post<{ answers: ScanAnswer[] }>(
    `${at(id)}/scans`,
    { device, device_now: Date.now(), scans },
    options,
  );
export const findDelegates = (id: string, text: string, options: CallOptions = {}) =>
  post<Page<DeskDelegate>>(`${at(id)}/delegates/find`, { text }, options);

export const paperPath = (
  id: string,
  paper:
    | "invitations.pdf"
    | "seat_plan.pdf"
    | "programme.pdf"
    | "check_in_list.pdf"
    | "check_in_list.xlsx",
) => `${at(id)}/${paper}`;

/** 480 → "08:00". */
export function minuteText(minute: number | null): string {
  if (minute === null) return "";
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** "8:00", "08h00", "8 giờ 30" → minutes; null when it is no time of a day. */
export function readMinute(text: string): number | null {
  const found = /^\s*(\d{1,2})\s*(?:[:.hH]|giờ)?\s*(\d{2})?\s*$/u.exec(text);
  if (!found) return null;
  const minute = 60 * Number(found[1]) + Number(found[2] ?? 0);
  return minute < 24 * 60 && Number(found[2] ?? 0) < 60 ? minute : null;
}
