// SPDX-License-Identifier: Apache-2.0
// One gate: what was scanned, what the server said, and what still waits to be sent.

import { type DeskDelegate, type Scan, type ScanAnswer } from "@/api/ceremony";
import { keep, kept } from "@/lib/store";
import { Queue } from "./queue";

/** The server's answer, or that the scan is kept until it can be asked. */
export interface Said {
  scan: Scan;
  answer: ScanAnswer | null;
}

/** A random UUID; crypto.randomUUID exists only over HTTPS. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

const RECENT = 8;

export class Desk {
  name = $state(kept("gate.name", ""));
  /** What stands on the screen; null: ready for the next card. */
  said = $state.raw<Said | null>(null);
  recent = $state.raw<Said[]>([]);
  failed = $state.raw<unknown>(null);
  waiting = $state(0);
  lostAt = $state<number | null>(null);
  taken = $state(kept("gate.seq", 0));
  readonly ceremony: string;
  #queue: Queue;

  constructor(ceremony: string, queue = new Queue()) {
    this.ceremony = ceremony;
    this.#queue = queue;
  }

  setName(name: string): void {
    this.name = name.trim();
    keep("gate.name", this.name);
  }

  scan = (input: string) => this.#take({ input });
  choose = (one: DeskDelegate) => this.#take({ delegate_id: one.id });
  undo = (scan: Scan) => this.#take({ kind: "undo", undoes: scan.id });

  /** Every few seconds and when the network is back. */
  async flush(): Promise<void> {
    await this.#queue.flush().catch((error: unknown) => (this.failed = error));
    await this.#count();
    if (this.waiting === 0) this.lostAt = null;
  }

  async #take(part: Partial<Scan>): Promise<void> {
    this.failed = null;
    this.taken += 1;
    keep("gate.seq", this.taken);
    const scan: Scan = {
      id: uuid(),
      kind: "in",
      input: "",
      delegate_id: null,
      undoes: null,
      device_seq: this.taken,
      device_at: Date.now(),
      ...part,
    };
    try {
      const answer = await this.#queue.take({
        id: scan.id,
        ceremony: this.ceremony,
        device: this.name,
        scan,
      });
      this.lostAt = answer ? null : (this.lostAt ?? scan.device_at);
      this.said = { scan, answer };
      this.recent = [this.said, ...this.recent].slice(0, RECENT);
    } catch (error) {
      this.failed = error;
    }
    await this.#count();
  }

  async #count(): Promise<void> {
    this.waiting = await this.#queue.waiting().catch(() => this.waiting);
  }
}
