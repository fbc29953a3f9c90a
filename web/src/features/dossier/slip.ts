// SPDX-License-Identifier: Apache-2.0
// A finding moves into the return slip with its way out; the words can be changed there.

import type { Finding } from "@/api/base";

export interface SlipItem {
  rule: string;
  paper: string;
  text: string;
}

export function slipOf(finding: Finding): SlipItem {
  const paper = finding.where.filter((where) => where.paper !== "person").at(-1)?.paper ?? "";
  return { rule: finding.rule, paper, text: `${finding.message} ${finding.way_out}`.trim() };
}
