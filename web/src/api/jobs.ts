// SPDX-License-Identifier: Apache-2.0
// Long work runs as a job on the server; a screen watches it and may stop it.

import { get, post } from "./client";

export interface Job {
  id: string;
  kind: string;
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number;
  /** What is happening, worded by the server. */
  says: string;
  /** Where the outcome is, once done. */
  link: string;
  message: string;
}

/** Watches a job until it has ended, asking more seldom the longer it takes. */
export async function watchJob(
  id: string,
  tell: (job: Job) => void,
  signal?: AbortSignal,
): Promise<Job> {
  for (let wait = 250; ; wait = Math.min(2000, wait * 1.4)) {
    const job = await get<Job>(`/api/jobs/${id}`, { signal });
    tell(job);
    if (job.state !== "waiting" && job.state !== "running") return job;
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal?.throwIfAborted();
  }
}

export async function cancelJob(id: string): Promise<void> {
  await post(`/api/jobs/${id}/cancel`);
}
