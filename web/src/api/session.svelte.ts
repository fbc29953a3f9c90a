// SPDX-License-Identifier: Apache-2.0
// Who is signed in: the only state that every screen shares.

import { ApiError, get, post, useSession, type CallOptions } from "./client";

export interface CampaignRef {
  id: string;
  code: string;
  name: string;
  starts_on: string | null;
}
export interface RoleGrant {
  role: string;
  title: string;
  org_id: string;
  org_name: string;
  campaign_id: string;
}
export interface Me {
  name: string;
  user: string;
  role: string;
  roles: RoleGrant[];
  /** Names of what may be done somewhere at all: "person_edit", "quota_edit" … */
  rights: string[];
  must_change_password: boolean;
  csrf_token: string;
  demo: boolean;
  office_name: string;
  today: string;
  working_day: boolean;
  language: "vi" | "en";
  campaigns: CampaignRef[];
}

export const session = $state<{ me: Me | null; ended: boolean; campaign: string }>({
  me: null,
  ended: false,
  campaign: "",
});

useSession({
  csrf: () => session.me?.csrf_token ?? "",
  signedOut: () => {
    session.me = null;
    session.ended = true;
  },
});

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
