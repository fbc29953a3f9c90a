// SPDX-License-Identifier: Apache-2.0
// What lies in the envelope of a dossier beyond what is typed: files, scans, readings, letters.
import type { Page } from "./base";
import { del, download, get, post, put, upload, type CallOptions, type Sent } from "./client";
import type {
  EnvelopeBesideView,
  EnvelopeFileVersion,
  EnvelopeLetterView,
  EnvelopeOpinionView,
  EnvelopeOriginalView,
  EnvelopePaperFile,
  EnvelopePaperFiles,
  EnvelopePartView,
  EnvelopeScanItem,
  EnvelopeScanView,
} from "./types";

export type PaperFile = EnvelopePaperFile;
export type FileVersion = EnvelopeFileVersion;
export type Original = EnvelopeOriginalView;
export type Opinion = EnvelopeOpinionView;
export type Beside = EnvelopeBesideView;
export type Letter = EnvelopeLetterView;
export type Scan = EnvelopeScanView;
export type ScanPart = EnvelopePartView;

/** What a paper may be scanned to. */
export const fileEndings = [".pdf", ".jpg", ".jpeg", ".png"];
export const mostFile = 25 * 1024 * 1024;
export const mostScan = 200 * 1024 * 1024;

const of = (id: string, rest: string) => `/api/dossiers/${id}${rest}`;

interface Sending {
  progress: (sent: Sent) => void;
  signal: AbortSignal;
}
const send = <T>(path: string, file: File, { progress, signal }: Sending) =>
  upload<T>(path, file, progress, { method: "POST", signal, fileName: file.name });

export const readFiles = (id: string, options: CallOptions = {}) =>
  get<EnvelopePaperFiles>(of(id, "/attachments"), options);
export const attachFile = (id: string, form: string, file: File, how: Sending) =>
  send<EnvelopePaperFiles>(of(id, `/papers/${form}/attachments`), file, how);
export const replaceFile = (id: string, old: string, file: File, how: Sending) =>
  send<EnvelopePaperFiles>(of(id, `/attachments/${old}/versions`), file, how);
export const takeOutFile = (id: string, file: string, reason: string) =>
  post<EnvelopePaperFiles>(of(id, `/attachments/${file}/take-out`), { reason });
export const filePage = (id: string, file: string, page: number) =>
  of(id, `/attachments/${file}/pages/${page}`);
export const fetchFile = (id: string, file: FileVersion) =>
  download(of(id, `/attachments/${file.id}/file`), file.name);

export const readBeside = (id: string, options: CallOptions = {}) =>
  get<Beside>(of(id, "/originals"), options);
export const saveReading = (
  id: string,
  form: string,
  pass: number,
  fields: Record<string, string>,
  options: CallOptions,
) => put<Beside>(of(id, `/originals/${form}/readings/${pass}`), { fields }, options);
export const saveOpinion = (id: string, body: object, options: CallOptions) =>
  post<Beside>(of(id, "/opinions"), body, options);
export const dropOpinion = (id: string, opinion: string) =>
  del<Beside>(of(id, `/opinions/${opinion}`));

export const readScans = (options: CallOptions = {}) =>
  get<{ items: EnvelopeScanItem[] }>("/api/scans", options);
export const sendScan = (file: File, how: Sending) => send<Scan>("/api/scans", file, how);
export const readScan = (id: string, options: CallOptions = {}) =>
  get<Scan>(`/api/scans/${id}`, options);
export const scanPage = (id: string, page: number, large = false) =>
  `/api/scans/${id}/pages/${page}${large ? "?size=large" : ""}`;
export const assignPages = (id: string, body: object, options: CallOptions) =>
  post<Scan>(`/api/scans/${id}/assign`, body, options);
export const dropPart = (id: string, part: string) =>
  post<Scan>(`/api/scans/${id}/parts/${part}/drop`);
export const closeScan = (id: string, with_open: boolean) =>
  post<undefined>(`/api/scans/${id}/close`, { with_open });
export const fetchCovers = (dossiers: string[], name: string, forms: string[] = []) =>
  download("/api/scan-covers", name, { dossiers, forms });

export interface LetterQuery {
  text?: string;
  org_id?: string;
  states?: string[];
  remind_until?: string;
  sort?: string;
  cursor?: string;
  limit?: number;
}
export const queryLetters = (query: LetterQuery, options: CallOptions = {}) =>
  post<Page<Letter>>("/api/letters/query", query, options);
export const exportLetters = (query: LetterQuery, format: "xlsx" | "pdf", name: string) =>
  download("/api/letters/export", name, { ...query, format });
export const readLetter = (id: string, options: CallOptions = {}) =>
  get<Letter>(`/api/letters/${id}`, options);
export const readLettersOf = (id: string, options: CallOptions = {}) =>
  get<Page<Letter>>(of(id, "/letters"), options);
export const writeLetter = (id: string, body: object, options: CallOptions) =>
  post<Letter>(of(id, "/letters"), body, options);
export const changeLetter = (id: string, body: object, options: CallOptions) =>
  put<Letter>(`/api/letters/${id}`, body, options);
export const letterStep = (
  id: string,
  step: "send" | "answer" | "remind" | "cancel",
  body: object,
  options: CallOptions = {},
) => post<Letter>(`/api/letters/${id}/${step}`, body, options);
export const fetchLetter = (id: string, format: "docx" | "pdf", name: string) =>
  download(`/api/letters/${id}/paper?format=${format}`, name);
