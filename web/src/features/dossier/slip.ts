// SPDX-License-Identifier: Apache-2.0
// A finding moves into the return slip with its way out; the words can be changed there.

import type { Finding } from "@/api/base";

export interface SlipItem {
  rule: string;
  paper: string;
  field: string;
  text: string;
}

export function slipOf(finding: Finding): SlipItem {
  const place = finding.where.filter((where) => where.paper !== "person").at(-1);
  const paper = place?.paper ?? "";
  return {
    rule: finding.rule,
    paper,
    field: place?.field ?? "",
    text: `${finding.message} ${finding.way_out}`.trim(),
  };
}
