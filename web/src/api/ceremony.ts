// SPDX-License-Identifier: Apache-2.0
// Ceremonies as the server tells them: for the office pages and for the gate.

import type { Page } from "./base";
import { get, post, put, type CallOptions } from "./client";
import type {
  CeremonyCeremony,
  CeremonyCeremonyForm,
  CeremonyChair,
  CeremonyDelegate,
  CeremonyDelegateForm,
  CeremonyDerived,
  CeremonyGateArrival,
  CeremonyGateBoard,
  CeremonyGateDeskDelegate,
  CeremonyGateHeld,
  CeremonyGateScanAnswer,
  CeremonyGateScanForm,
  CeremonyProgramme,
  CeremonySeat,
  CeremonySeatPlan,
} from "./types";

export type Ceremony = CeremonyCeremony;
export type CeremonyForm = CeremonyCeremonyForm;
export type EventKind = CeremonyForm["event_kind"];
export type Programme = CeremonyProgramme;
export type Delegate = CeremonyDelegate;
export type DelegateForm = CeremonyDelegateForm;
export type Group = DelegateForm["group"];
export type Derived = CeremonyDerived;
export type Seat = CeremonySeat;
export type Chair = CeremonyChair;
export type SeatPlan = CeremonySeatPlan;
export type Arrival = CeremonyGateArrival;
export type Board = CeremonyGateBoard;
export type Scan = CeremonyGateScanForm;
export type ScanAnswer = CeremonyGateScanAnswer;
export type DeskDelegate = CeremonyGateDeskDelegate;
export type Held = CeremonyGateHeld;

/** In the order of lists and counts. */
export const groups: Group[] = ["guest", "new_member", "helper", "summoned", "press", "service"];

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
export function minuteText(minute: number | null | undefined): string {
  if (minute === null || minute === undefined) return "";
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
