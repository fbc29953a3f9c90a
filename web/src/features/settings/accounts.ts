// SPDX-License-Identifier: Apache-2.0

export interface Grant {
  id: string;
  role: string;
  title: string;
  org_id: string;
  org_name: string;
  campaign_id: string;
  granted_at: number;
}
export interface Account {
  id: string;
  user: string;
  name: string;
  disabled: boolean;
  must_change_password: boolean;
  grants: Grant[];
  version: number;
}
export interface Role {
  role: string;
  title: string;
}
