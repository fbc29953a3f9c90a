// SPDX-License-Identifier: Apache-2.0
// Shapes that every answer shares.

export type Level = "error" | "warning" | "hint";
export interface Cite {
  doc: string;
  date: string;
  point: string;
}
export interface Where {
  paper: string;
  field: string;
  line: number;
  quote: string;
}
export interface Finding {
  rule: string;
  rule_set: string;
  level: Level;
  cite: Cite;
  where: Where[];
  values: string[];
  on: string;
  message: string;
  way_out: string;
}
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
