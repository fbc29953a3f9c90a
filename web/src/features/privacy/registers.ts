// SPDX-License-Identifier: Apache-2.0
// The registers of personal data, as the server gives them.
import type { Page } from "@/api/base";
import { get, post, put, type CallOptions } from "@/api/client";
import type {
  PrivacyConsent,
  PrivacyDataRequest,
  PrivacyErasure,
  PrivacyFoundFile,
  PrivacyIncident,
  PrivacyKeptView,
  PrivacyPaperStub,
  PrivacyProcessingView,
  PrivacyPurge,
  PrivacyTouchedList,
} from "@/api/types";

export type Consent = PrivacyConsent;
export type DataRequest = PrivacyDataRequest;
export type Erasure = PrivacyErasure;
export type FoundFile = PrivacyFoundFile;
export type Incident = PrivacyIncident;
export type Kept = PrivacyKeptView;
export type Stub = PrivacyPaperStub;
export type ProcessingEntry = PrivacyProcessingView;
export type Purge = PrivacyPurge;
export type Touched = PrivacyTouchedList;

export const kinds = ["access", "correct", "erase", "restrict", "object", "withdraw"] as const;

const at = "/api/privacy";
export const readRequests = () => get<Page<DataRequest>>(`${at}/requests`);
export const readConsents = () => get<Page<Consent>>(`${at}/consents`);
export const readErasures = () => get<Page<Erasure>>(`${at}/erasures`);
export const readIncidents = () => get<Page<Incident>>(`${at}/incidents`);
export const readProcessing = () => get<Page<ProcessingEntry>>(`${at}/processing`);
export const readStubs = () => get<Page<Stub>>(`${at}/stubs`);
export const readPurges = () => get<Page<Purge>>(`${at}/purges`);
export const readTouched = (id: string) => get<Touched>(`${at}/incidents/${id}/touched`);
export const readKept = (person: string) => get<Kept>(`${at}/people/${person}/kept`);
export const findFiles = (text: string) => post<Page<FoundFile>>(`${at}/files/query`, { text });
export const send = <T>(path: string, body: unknown, options?: CallOptions) =>
  post<T>(`${at}/${path}`, body, options);
export const replace = <T>(path: string, body: unknown, options?: CallOptions) =>
  put<T>(`${at}/${path}`, body, options);

/** "2026-01-05T07:30" in Vietnam ↔ milliseconds. */
export const msOf = (local: string): number => Date.parse(`${local}:00+07:00`) || 0;
export const localOf = (ms: number): string =>
  new Date(ms + 7 * 3_600_000).toISOString().slice(0, 16);
