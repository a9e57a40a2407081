import type { FileStorage } from '../core/files.ts';

/** Parts that are looked through one after another, so that only one of them is in memory. */
const parts = 64;
/** Fingerprints held in memory, 8 bytes each; beyond it they go to the file storage. */
const heldAtMost = 1_000_000;

interface Part {
  held: number[];
  /** Bytes in the storage. */
  stored: number;
}

/** Which fingerprints come more than once in a file of any length, in bounded memory: parts of them are set aside on disk. */
export class Fingerprints {
  readonly #files: FileStorage;
  readonly #keyOf: (part: number) => string;
  readonly #heldAtMost: number;
  readonly #parts: Part[] = Array.from({ length: parts }, () => ({ held: [], stored: 0 }));
  #held = 0;

  /** `prefix` is a key of the file storage for what is set aside. */
  constructor(files: FileStorage, prefix: string, options: { heldAtMost?: number } = {}) {
    this.#files = files;
    this.#keyOf = (part) => `${prefix}-${part}`;
    this.#heldAtMost = options.heldAtMost ?? heldAtMost;
  }

  add(fingerprint: number): void {
    this.#parts[fingerprint % parts]?.held.push(fingerprint);
    this.#held += 1;
  }

  /** Sets aside what is too much to be held; to be awaited now and then. */
  async spill(): Promise<void> {
    if (this.#held <= this.#heldAtMost) return;
    for (const [index, part] of this.#parts.entries()) {
      if (part.held.length === 0) continue;
      part.stored = await this.#files.write(this.#keyOf(index), bytesOf(part.held), part.stored);
      part.held = [];
    }
    this.#held = 0;
  }

  /** How many different ones there were, and how often each came that came more than once. Ends with nothing set aside. */
  async count(): Promise<{ distinct: number; repeated: Map<number, number> }> {
    const repeated = new Map<number, number>();
    let distinct = 0;
    for (const [index, part] of this.#parts.entries()) {
      const sorted = (await this.#wholeOf(index, part)).sort();
      for (let at = 0; at < sorted.length; ) {
        const fingerprint = sorted[at] ?? 0;
        const first = at;
        while (sorted[at] === fingerprint) at += 1;
        distinct += 1;
        if (at - first > 1) repeated.set(fingerprint, at - first);
      }
    }
    await this.discard();
    return { distinct, repeated };
  }

  async discard(): Promise<void> {
    for (const [index, part] of this.#parts.entries()) {
      if (part.stored > 0) await this.#files.remove(this.#keyOf(index));
      part.held = [];
      part.stored = 0;
    }
  }

  async #wholeOf(index: number, { held, stored }: Part): Promise<Float64Array> {
    const all = new Float64Array(stored / 8 + held.length);
    const bytes = new Uint8Array(all.buffer);
    let at = 0;
    if (stored > 0) {
      for await (const chunk of this.#files.read(this.#keyOf(index))) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
    }
    all.set(held, stored / 8);
    return all;
  }
}

async function* bytesOf(fingerprints: readonly number[]): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(Float64Array.from(fingerprints).buffer);
}
