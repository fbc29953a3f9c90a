// SPDX-License-Identifier: Apache-2.0
// GET /api/home: what is mine, what is late, where the campaign stands, what changed.

export interface HomeTask {
  id: string;
  /** Names the icon: dossier, nomination, decision, ceremony, plan, documents. */
  kind: string;
  what: string;
  org: string;
  due_on: string | null;
  /** Working days left; 0 is today, below 0 is late. */
  days_left: number | null;
  link: string;
}
export interface HomeLate {
  id: string;
  what: string;
  who: string;
  days_late: number;
  reminded: string;
  link: string;
}
export interface HomeStage {
  id: string;
  open: number;
  late: number;
}
export interface HomeChange {
  at: number;
  who: string;
  says: string;
  link: string;
}
export interface Home {
  mine: HomeTask[];
  late: HomeLate[];
  stages: HomeStage[];
  changes: HomeChange[];
}
