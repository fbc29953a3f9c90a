// SPDX-License-Identifier: Apache-2.0
// Scans that the server has not confirmed yet, kept in this browser until it has. They hold card
// digits and times, no personal data. One flush at a time: two would send everything twice.

import { openDB, type IDBPDatabase } from "idb";
import { sendScans, type Scan, type ScanAnswer } from "@/api/ceremony";
import { ApiError } from "@/api/client";

export interface KeptScan {
  id: string;
  ceremony: string;
  device: string;
  scan: Scan;
}
/** How scans reach the server; the tests give their own. */
export type Send = (ceremony: string, device: string, scans: Scan[]) => Promise<ScanAnswer[]>;
export interface Store {
  put(one: KeptScan): Promise<void>;
  all(): Promise<KeptScan[]>;
  drop(ids: string[]): Promise<void>;
}

let opened: Promise<IDBPDatabase> | null = null;
const open = () =>
  (opened ??= openDB("ketnap-gate", 1, {
    upgrade: (db) => void db.createObjectStore("scans", { keyPath: "id" }),
  }));

export const browserStore: Store = {
  put: async (one) => void (await (await open()).put("scans", one)),
  all: async () => (await (await open()).getAll("scans")) as KeptScan[],
  drop: async (ids) => {
    const work = (await open()).transaction("scans", "readwrite");
    await Promise.all(ids.map((id) => work.store.delete(id)));
    await work.done;
  },
};

const overHttp: Send = async (ceremony, device, scans) =>
  (await sendScans(ceremony, device, scans, { once: true })).answers;

const BATCH = 100;

export class Queue {
  #store: Store;
  #send: Send;
  #running: Promise<void> | null = null;
  constructor(store: Store = browserStore, send: Send = overHttp) {
    this.#store = store;
    this.#send = send;
  }

  async waiting(): Promise<number> {
    return (await this.#store.all()).length;
  }

  /**
   * Keeps the scan, then asks the server. Null when it could not be reached: the scan waits. A
   * refusal of the server comes back as its error, and the scan is not kept.
   */
  async take(one: KeptScan): Promise<ScanAnswer | null> {
    await this.#store.put(one);
    try {
      const [answer] = await this.#send(one.ceremony, one.device, [one.scan]);
      await this.#store.drop([one.id]);
      return answer ?? null;
    } catch (error) {
      if (unreachable(error)) return null;
      if (!signedOut(error)) await this.#store.drop([one.id]);
      throw error;
    }
  }

  /** Sends what waits, oldest first; gives up quietly when the server is away again. */
  flush(): Promise<void> {
    this.#running ??= this.#flush().finally(() => (this.#running = null));
    return this.#running;
  }

  async #flush(): Promise<void> {
    const all = (await this.#store.all()).sort((a, b) => a.scan.device_at - b.scan.device_at);
    const places = new Map<string, KeptScan[]>();
    for (const one of all) {
      const place = `${one.ceremony}|${one.device}`;
      places.set(place, [...(places.get(place) ?? []), one]);
    }
    for (const kept of places.values()) {
      for (let from = 0; from < kept.length; from += BATCH) {
        const part = kept.slice(from, from + BATCH);
        const first = part[0];
        if (!first) continue;
        try {
          await this.#send(
            first.ceremony,
            first.device,
            part.map((one) => one.scan),
          );
        } catch (error) {
          if (unreachable(error) || signedOut(error)) return;
          throw error;
        }
        await this.#store.drop(part.map((one) => one.id));
      }
    }
  }
}

const unreachable = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || error.status >= 500);
const signedOut = (error: unknown) => error instanceof ApiError && error.status === 401;
