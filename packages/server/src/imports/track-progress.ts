import type { ImportProgress } from '@songtrackpro/contracts';

/** How often progress is written, in milliseconds. */
const everyMs = 1000;

/** Counts what a phase has read and tells of it about once a second; it never makes the reading wait. */
export class ProgressTracker {
  readonly #phase: ImportProgress['phase'];
  readonly #totalBytes: number;
  readonly #save: (progress: ImportProgress) => Promise<unknown>;
  readonly #begun = performance.now();
  #told = performance.now();
  #saving: Promise<unknown> = Promise.resolve();
  #isSaving = false;
  #bytes = 0;
  #rows = 0;

  constructor(
    phase: ImportProgress['phase'],
    totalBytes: number,
    save: (progress: ImportProgress) => Promise<unknown>,
  ) {
    this.#phase = phase;
    this.#totalBytes = totalBytes;
    this.#save = save;
  }

  /** The same bytes, counted as they pass. */
  async *bytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#bytes += chunk.length;
      yield chunk;
    }
  }

  rows(count: number): void {
    this.#rows += count;
    if (this.#isSaving || performance.now() - this.#told < everyMs) return;
    this.#told = performance.now();
    this.#isSaving = true;
    this.#saving = this.#save(this.now()).finally(() => {
      this.#isSaving = false;
    });
    // Whoever calls `settled` is told; until then a failure must not end the process.
    this.#saving.catch(() => undefined);
  }

  /** Where the phase stands. */
  now(): ImportProgress {
    const seconds = Math.max((performance.now() - this.#begun) / 1000, 0.001);
    const bytesPerSecond = Math.round(this.#bytes / seconds);
    const left = Math.max(this.#totalBytes - this.#bytes, 0);
    return {
      phase: this.#phase,
      bytes: this.#bytes,
      totalBytes: this.#totalBytes,
      rows: this.#rows,
      bytesPerSecond,
      rowsPerSecond: Math.round(this.#rows / seconds),
      etaSeconds: bytesPerSecond === 0 ? null : Math.ceil(left / bytesPerSecond),
    };
  }

  /** Resolves when nothing is being written any more, and fails where that failed. */
  async settled(): Promise<void> {
    await this.#saving;
  }
}
