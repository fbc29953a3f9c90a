// SPDX-License-Identifier: Apache-2.0
// Code lists of the program (ethnic groups, religions, kinds of body …), read once.

import { get } from "./client";
import type { AppListItem, AppListView } from "./types";

export type ListItem = AppListItem;
export type CodeList = AppListView;

const kept = $state<{ lists: CodeList[] }>({ lists: [] });
let reading: Promise<void> | null = null;

export function readLists(): Promise<void> {
  reading ??= get<CodeList[]>("/api/lists")
    .then((answer) => {
      kept.lists = answer;
    })
    .catch((error: unknown) => {
      reading = null;
      throw error;
    });
  return reading;
}

export function codeLists(): CodeList[] {
  return kept.lists;
}

export function listItems(name: string): ListItem[] {
  return kept.lists.find((list) => list.name === name)?.items ?? [];
}

/** The word for a code; the code itself while the lists are not there or do not know it. */
export function listName(name: string, code: string): string {
  return listItems(name).find((item) => item.code === code)?.name ?? code;
}
