// SPDX-License-Identifier: Apache-2.0
// One file on its way in: what the server knows of it, the mapping being changed, and the watch
// over a running pass.

import type { Finding } from "@/api/base";
import { isAbort } from "@/api/client";
import {
  applyImport,
  cancelImport,
  checkImport,
  readColumns,
  readImport,
  running,
  type ColumnChoice,
  type Columns,
  type Import,
  type Mapping,
  type SeenColumn,
} from "@/api/imports";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export class ImportWork {
  readonly id: string;
  one = $state.raw<Import | null>(null);
  columns = $state.raw<Columns | null>(null);
  mapping = $state<Mapping | null>(null);
  error = $state<unknown>(null);
  /** When the running pass began, for its rate. */
  since = $state(Date.now());
  /** Rises with every finished pass: lists read themselves anew. */
  passes = $state(0);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop = new AbortController();

  constructor(id: string) {
    this.id = id;
  }

  get busy(): boolean {
    return this.one !== null && running(this.one.state);
  }
  get named(): boolean {
    const fields = this.mapping?.columns.map((one) => one.field) ?? [];
    return fields.includes("name") || fields.includes("given_name");
  }

  /** Reads the file and its columns; a fresh one whose names were found is tried at once. */
  async open(): Promise<void> {
    await this.#safely(async () => {
      this.one = await readImport(this.id, { signal: this.#stop.signal });
      if (this.one.state !== "applied") await this.#readColumns(null);
      if (this.one.state === "uploaded" && this.named) await this.check();
      else if (this.busy) await this.#watch();
      else this.passes += 1;
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  async chooseSheet(sheet: number): Promise<void> {
    await this.#safely(async () => {
      await this.#readColumns(sheet);
      this.checkSoon();
    });
  }

  /** A choice changed: try again once the hand rests. */
  checkSoon(): void {
    clearTimeout(this.#timer);
    if (this.named) this.#timer = setTimeout(() => void this.check(), 500);
  }

  async check(): Promise<void> {
    await this.#safely(async () => {
      if (!this.mapping) return;
      await this.#idle();
      this.since = Date.now();
      this.one = await checkImport(this.id, $state.snapshot(this.mapping));
      await this.#watch();
    });
  }

  async apply(): Promise<void> {
    await this.#safely(async () => {
      this.since = Date.now();
      this.one = await applyImport(this.id);
      await this.#watch();
    });
  }

  async cancel(): Promise<void> {
    await this.#safely(() => cancelImport(this.id));
  }

  setField(column: number, field: string): void {
    const choice = this.mapping?.columns.find((one) => one.column === column);
    if (!choice) return;
    const other = this.mapping?.columns.find((one) => one.field === field && field !== "ignore");
    if (other && field) other.field = "";
    choice.field = field;
    this.checkSoon();
  }

  choiceOf(column: number): ColumnChoice | undefined {
    return this.mapping?.columns.find((one) => one.column === column);
  }
  /** Whether what the column says of its days leaves a question open. */
  asks(column: SeenColumn): boolean {
    const { both_ways, day_first, month_first } = column.dates;
    return both_ways > 0 && day_first > 0 === month_first > 0;
  }

  /** Whether one press mends this finding, and in every row alike. */
  mends(finding: Finding): "zero" | "capitals" | "unit" | "skip" | "" {
    const unit = finding.rule === "import.unit_nearest" ? "unit" : "";
    const ways: Record<string, "zero" | "capitals" | "skip"> = {
      "import.lost_zero": "zero",
      "import.lost_zeros": "zero",
      "import.code_zero": "zero",
      "import.capitals": "capitals",
      "import.same_number": "skip",
      "import.same_person": "skip",
      "import.code_known": "skip",
      "import.number_known": "skip",
      "import.person_known": "skip",
    };
    return unit || (ways[finding.rule] ?? "");
  }

  mend(finding: Finding, line: number): void {
    if (!this.mapping) return;
    const way = this.mends(finding);
    const [written = "", , id = ""] = finding.values;
    if (way === "zero") this.mapping.add_lost_zero = true;
    if (way === "capitals") this.mapping.mend_capitals = true;
    if (way === "unit") this.mapping.units[written] = id;
    if (way === "skip") this.mapping.skip_lines.push(line);
    this.checkSoon();
  }

  async #readColumns(sheet: number | null): Promise<void> {
    this.columns = await readColumns(this.id, sheet, { signal: this.#stop.signal });
    this.mapping = structuredClone(this.columns.mapping);
  }

  async #idle(): Promise<void> {
    if (this.busy) {
      await cancelImport(this.id);
      await this.#watch();
    }
  }

  async #watch(): Promise<void> {
    for (let wait = 150; this.busy; wait = Math.min(1500, wait * 1.4)) {
      await pause(wait);
      this.one = await readImport(this.id, { signal: this.#stop.signal });
    }
    this.passes += 1;
  }

  async #safely(run: () => Promise<unknown>): Promise<void> {
    this.error = null;
    try {
      await run();
    } catch (error) {
      if (!isAbort(error)) this.error = error;
    }
  }
}

/** 0 → A, 27 → AB: as spreadsheets name their columns. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}
