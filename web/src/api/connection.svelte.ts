// SPDX-License-Identifier: Apache-2.0
// Whether the server answers. Calls wait here while it does not, and are sent again with the same
// key, so nothing typed is lost and nothing is recorded twice.

/** `lost` since the first call that failed; `waiting` unsafe calls not yet recorded. */
export const connection = $state({ lost: false, since: 0, waiting: 0 });

let wake: (() => void)[] = [];

/** Lets every waiting call try at once ("Thử lại ngay", or the browser says it is online). */
export function tryNow(): void {
  const sleepers = wake;
  wake = [];
  sleepers.forEach((go) => go());
}

export function answered(): void {
  if (connection.lost) {
    connection.lost = false;
    tryNow();
  }
}

/** Resolves after the pause or when somebody asks to try now; rejects when the caller gives up. */
export function pause(attempt: number, signal?: AbortSignal): Promise<void> {
  if (!connection.lost) {
    connection.lost = true;
    connection.since = Date.now();
  }
  const wait = Math.min(1000 * 2 ** attempt, 15_000);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, wait);
    wake.push(() => {
      clearTimeout(timer);
      resolve();
    });
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

if (typeof window !== "undefined") {
  window.addEventListener("online", tryNow);
}
