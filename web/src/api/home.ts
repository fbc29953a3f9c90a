// SPDX-License-Identifier: Apache-2.0
// GET /api/home: what is mine, what is late, where the campaign stands, what changed.

export type {
  ReportsHome as Home,
  ReportsHomeLate as HomeLate,
  ReportsHomeTask as HomeTask,
} from "./types";
