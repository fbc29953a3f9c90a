// SPDX-License-Identifier: Apache-2.0
// Shapes that every answer shares.

import type { Cite, Finding, Where } from "./types";

export type { Cite, Finding, Where };
export type Level = Finding["level"];
export interface Page<T> {
  items: T[];
  next?: string | null;
  count: number;
  count_capped: boolean;
}
export interface ErrorBody {
  code: string;
  message: string;
  findings: Finding[];
  request_id: string;
}
