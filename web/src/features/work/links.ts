// SPDX-License-Identifier: Apache-2.0
// Where a row of work is done.

import type { WorkRow } from "@/api/work";

const places: Record<string, (id: string) => string> = {
  campaign: (id) => `/plans/${id}`,
  request: (id) => `/nominations/${id}`,
  meeting: (id) => `/meetings/${id}`,
  ceremony: () => "/ceremony",
};

export function linkOf(row: WorkRow): string {
  if (row.dossier_id) return `/dossiers/${row.dossier_id}`;
  return places[row.subject_kind]?.(row.subject_id) ?? "/";
}
