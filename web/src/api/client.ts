// SPDX-License-Identifier: Apache-2.0
// The one way to the server. Unsafe calls carry the session's CSRF token and an Idempotency-Key;
// a lost connection makes a call wait and go again with the same key; 401 asks for sign-in.

import { language } from "@/lib/i18n";
import { randomId } from "@/lib/random";
import type { ErrorBody, Finding } from "./base";
import { answered, connection, pause } from "./connection.svelte";

/** The server's refusal, as it words it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly findings: Finding[];
  readonly requestId: string;
  constructor(status: number, body: Partial<ErrorBody>) {
    super(body.message ?? "");
    this.status = status;
    this.code = body.code ?? "internal";
    this.findings = body.findings ?? [];
    this.requestId = body.request_id ?? "";
  }
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Give the same key again to repeat a call that may have been recorded. */
  key?: string;
  /** Fail at once when the server cannot be reached, instead of waiting for it. */
  once?: boolean;
}

interface Hooks {
  csrf: () => string;
  signedOut: () => void;
  /** Reads who is signed in again: another tab gave the sign-in a new token, or something is wanted first. */
  renew: () => Promise<unknown>;
  /** Asks for the code of the second factor; false when it was not given. */
  askFactor: () => Promise<boolean>;
}
let hooks: Hooks = {
  csrf: () => "",
  signedOut: () => {},
  renew: () => Promise.resolve(),
  askFactor: () => Promise.resolve(false),
};

/** Wired once by the session. */
export function useSession(wired: Partial<Hooks>): void {
  hooks = { ...hooks, ...wired };
}

const gateway = new Set([502, 503, 504]);

function headers(method: string, key: string, type?: string): Headers {
  const sent = new Headers({ Accept: "application/json", "Accept-Language": language() });
  if (type) sent.set("Content-Type", type);
  if (method !== "GET") {
    sent.set("X-CSRF-Token", hooks.csrf());
    sent.set("Idempotency-Key", key);
  }
  return sent;
}

async function attempt(path: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(path, { ...init, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    return null;
  }
}

/** Waits out a lost connection. 503 with a JSON body is an answer (busy), without one a gateway's. */
async function reach(path: string, init: RequestInit, once: boolean): Promise<Response> {
  const signal = init.signal ?? undefined;
  const unsafe = init.method !== "GET";
  for (let n = 0, counted = false; ; ++n) {
    const answer = await attempt(path, init);
    const json = answer?.headers.get("Content-Type")?.includes("json");
    if (answer && (json || !gateway.has(answer.status))) {
      if (counted) connection.waiting -= 1;
      answered();
      return answer;
    }
    if (once) throw new ApiError(0, { code: "unreachable" });
    if (unsafe && !counted) {
      connection.waiting += 1;
      counted = true;
    }
    try {
      await pause(n, signal);
    } catch (error) {
      if (counted) connection.waiting -= 1;
      throw error;
    }
  }
}

async function problem(answer: Response): Promise<ApiError> {
  const body = (await answer.json().catch(() => ({}))) as Partial<ErrorBody>;
  return new ApiError(answer.status, body);
}

const wantedFirst = new Set(["factor_wanted", "factor_must_be_set_up", "password_must_change"]);

/** What stands in the way of a refused call is settled; then the call goes again under the same key. */
async function settled(error: ApiError): Promise<boolean> {
  if (error.code === "factor_not_fresh") return hooks.askFactor();
  if (error.code === "csrf") {
    await hooks.renew();
    return true;
  }
  return false;
}

async function call(
  method: string,
  path: string,
  body: BodyInit | undefined,
  type: string | undefined,
  options: CallOptions,
): Promise<Response> {
  const key = options.key ?? randomId();
  for (let again = false; ; again = true) {
    const init = { method, body, headers: headers(method, key, type), signal: options.signal };
    const answer = await reach(path, init, options.once ?? false);
    if (answer.ok) return answer;
    const error = await problem(answer);
    if (answer.status === 401 && error.code === "not_signed_in") hooks.signedOut();
    if (wantedFirst.has(error.code)) void hooks.renew();
    if (again || !(await settled(error))) throw error;
  }
}

async function json<T>(answer: Response): Promise<T> {
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

const withBody =
  (method: string) =>
  async <T>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<T> =>
    json<T>(await call(method, path, JSON.stringify(body), "application/json", options));

export async function get<T>(path: string, options: CallOptions = {}): Promise<T> {
  return json<T>(await call("GET", path, undefined, undefined, options));
}
export const post = withBody("POST");
export const put = withBody("PUT");
export async function del<T>(path: string, options: CallOptions = {}): Promise<T> {
  return json<T>(await call("DELETE", path, undefined, undefined, options));
}

export interface Sent {
  loaded: number;
  total: number;
}

/** Asked before a file goes: does it hold a state secret? Wired by the shell; true: it does not. */
let askSecret: () => Promise<boolean> = () => Promise.resolve(false);
let refusedWords = "";
export function useSecretQuestion(ask: () => Promise<boolean>, refused: string): void {
  askSecret = ask;
  refusedWords = refused;
}
let asking: Promise<boolean> | null = null;
let saidAt = 0;
/** Files of one drop are asked for once. */
async function holdsNoSecret(): Promise<boolean> {
  const oneDrop = 5_000;
  if (Date.now() - saidAt < oneDrop) return true;
  asking ??= askSecret().finally(() => (asking = null));
  const none = await asking;
  if (none) saidAt = Date.now();
  return none;
}

/** Sends a file as the raw body, telling how much has gone. Abort the signal to cancel. */
export async function upload<T>(
  path: string,
  file: Blob,
  progress: (sent: Sent) => void,
  options: CallOptions & { method?: "POST" | "PUT"; fileName?: string } = {},
): Promise<T> {
  if (!(await holdsNoSecret())) throw new ApiError(422, { code: "refused", message: refusedWords });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const method = options.method ?? "PUT";
    request.open(method, path);
    headers(method, options.key ?? randomId(), file.type || "application/octet-stream").forEach(
      (value, name) => request.setRequestHeader(name, value),
    );
    request.setRequestHeader("X-Contains-Secret", "no");
    // not in the address: the name of a scan is often a person's
    if (options.fileName !== undefined)
      request.setRequestHeader("X-File-Name", encodeURIComponent(options.fileName));
    request.upload.onprogress = (event) =>
      progress({ loaded: event.loaded, total: event.total || file.size });
    request.onload = () => {
      const body: unknown = request.responseText ? JSON.parse(request.responseText) : undefined;
      if (request.status >= 200 && request.status < 300) resolve(body as T);
      else reject(new ApiError(request.status, (body ?? {}) as Partial<ErrorBody>));
    };
    request.onerror = () => reject(new ApiError(0, { code: "unreachable" }));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    options.signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function nameIn(answer: Response, otherwise: string): string {
  const header = answer.headers.get("Content-Disposition") ?? "";
  const star = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(header)?.[1];
  return star ? decodeURIComponent(star) : (plain ?? otherwise);
}

/** Fetches a paper or workbook and hands it to the browser to save. With a body it is a POST. */
export async function download(
  path: string,
  name: string,
  body?: unknown,
  options: CallOptions = {},
): Promise<void> {
  const answer =
    body === undefined
      ? await call("GET", path, undefined, undefined, options)
      : await call("POST", path, JSON.stringify(body), "application/json", options);
  saveBlob(await answer.blob(), nameIn(answer, name));
}

export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The bytes of a page image or photo, as an address for <img>; revoke it when done. */
export async function picture(path: string, options: CallOptions = {}): Promise<string> {
  const answer = await call("GET", path, undefined, undefined, options);
  return URL.createObjectURL(await answer.blob());
}

/** Whether an error is only the caller's own abort. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
