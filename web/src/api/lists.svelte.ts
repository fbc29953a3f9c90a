// SPDX-License-Identifier: Apache-2.0
// Code lists of the program (ethnic groups, religions, levels …), each read once.

import { get } from "./client";

export interface ListItem {
  code: string;
  name: string;
}
const read = $state<Record<string, ListItem[] | undefined>>({});
const reading: Record<string, Promise<void> | undefined> = {};

export function readList(name: string): Promise<void> {
  reading[name] ??= get<{ items: ListItem[] }>(`/api/lists/${name}`)
    .then((answer) => {
      read[name] = answer.items;
    })
    .catch((error: unknown) => {
      reading[name] = undefined;
      throw error;
    });
  return reading[name];
}

export function listItems(name: string): ListItem[] {
  return read[name] ?? [];
}

/** The word for a code; the code itself while the list is not there or does not know it. */
export function listName(name: string, code: string): string {
  return read[name]?.find((item) => item.code === code)?.name ?? code;
}
