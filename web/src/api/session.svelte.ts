// SPDX-License-Identifier: Apache-2.0
// Who is signed in: the only state that every screen shares.

import { ApiError, get, post, useSession, type CallOptions } from "./client";
import type { AppCampaignChoice, AppMe } from "./types";

export type CampaignRef = AppCampaignChoice;
export type Me = AppMe;
export const languageOf = (me: Me): "vi" | "en" => (me.language === "en" ? "en" : "vi");

export const session = $state<{ me: Me | null; ended: boolean; campaign: string }>({
  me: null,
  ended: false,
  campaign: "",
});

useSession({
  csrf: () => session.me?.csrf_token ?? "",
  signedOut: () => {
    session.ended = session.me !== null; // a first visit has nothing that could have ended
    session.me = null;
  },
  renew: readMe,
  askFactor,
});

/** The dialog that asks for the code; calls that want it at the same time share it. */
export const factor = $state<{ answer: ((given: boolean) => void) | null }>({ answer: null });
let asking: Promise<boolean> | null = null;

function askFactor(): Promise<boolean> {
  asking ??= new Promise<boolean>((resolve) => {
    factor.answer = resolve;
  }).finally(() => {
    factor.answer = null;
    asking = null;
  });
  return asking;
}

/** Gives the code of the second factor; the sign-in gets a new token. */
export async function giveFactor(code: string, options: CallOptions): Promise<void> {
  settle(await post<Me>("/api/me/factor/give", { code }, options));
}

/** Reads who is signed in; false when nobody is. */
export async function readMe(): Promise<boolean> {
  try {
    settle(await get<Me>("/api/me"));
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return false;
    throw error;
  }
}

export async function signIn(user: string, password: string): Promise<void> {
  const answer = await post<Me>("/api/sign-in", { user, password });
  settle("name" in answer ? answer : await get<Me>("/api/me"));
}

export async function signOut(): Promise<void> {
  await post("/api/sign-out");
  session.me = null;
  session.ended = false;
}

export async function setLanguage(language: "vi" | "en"): Promise<void> {
  await post("/api/me/language", { language });
}

/** Changes the own password and learns that it need not be changed any more. */
export async function changePassword(
  values: { old_password: string; new_password: string },
  options: CallOptions,
): Promise<void> {
  await post("/api/me/password", values, options);
  await readMe();
}

/** Whether the person may do this on anything: to show or leave out a button. The server decides. */
export function may(right: string): boolean {
  return session.me?.rights.includes(right) ?? false;
}

function settle(me: Me): void {
  session.me = me;
  session.ended = false;
  if (!me.campaigns.some((one) => one.id === session.campaign)) {
    session.campaign = me.campaigns[0]?.id ?? "";
  }
}
