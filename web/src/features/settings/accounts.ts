// SPDX-License-Identifier: Apache-2.0
export type {
  AppAccountView as Account,
  AppAuditLine as AuditLine,
  AppGrantView as Grant,
  AppRoleChoice as Role,
} from "@/api/types";
