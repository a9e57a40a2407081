import type { SharedCounters } from '@songtrackpro/db';

/** How a limit stands, as far as this process knows. */
export interface Standing {
  /** Points of the window. */
  limit: number;
  /** Points that are left: of the window as all processes saw it when this one last asked, less what it spent since. */
  left: number;
  /** Seconds until the window ends. */
  seconds: number;
  windowSeconds: number;
}

/** A block is a twentieth of the limit … */
const blockShare = 20;
/** … no more than a quarter of what is left, so that processes that run dry together leave little unspent … */
const leftShare = 4;
/** … and never more than this. */
const largestBlock = 100;

/**
 * Points of one limit that this process may spend without asking again. Every point comes from the shared counter before
 * it is spent, so all processes together never let more through than the limit. They are fetched in blocks: a busy caller
 * costs one statement for many calls. Of a window that has ended nothing is kept.
 */
export class Reserve {
  readonly #counters: Pick<SharedCounters, 'add'>;
  readonly #key: string;
  readonly #windowSeconds: number;
  /** Points in hand. */
  #held = 0;
  /** Points that all processes have fetched in the window. */
  #total = 0;
  /** End of the window on the clock that only goes forward: a corrected clock of the machine changes nothing. */
  #endsAt = 0;
  #fetching: Promise<void> | undefined;

  constructor(counters: Pick<SharedCounters, 'add'>, key: string, windowSeconds: number) {
    this.#counters = counters;
    this.#key = key;
    this.#windowSeconds = windowSeconds;
  }

  get hasEnded(): boolean {
    return this.#fetching === undefined && performance.now() >= this.#endsAt;
  }

  /** Spends points. Answers whether there were enough; a call that costs more than the limit costs the limit. */
  async take(points: number, limit: number): Promise<boolean> {
    const needed = Math.min(points, limit);
    for (;;) {
      if (performance.now() >= this.#endsAt) this.#begin();
      if (this.#held >= needed) {
        this.#held -= needed;
        return true;
      }
      if (this.#total >= limit) return false;
      this.#fetching ??= this.#fetch(needed, limit).finally(() => {
        this.#fetching = undefined;
      });
      await this.#fetching;
    }
  }

  /** Takes back what was spent in vain. */
  giveBack(points: number): void {
    if (performance.now() < this.#endsAt) this.#held += points;
  }

  standing(limit: number): Standing {
    const seconds = Math.max(0, Math.ceil((this.#endsAt - performance.now()) / 1000));
    const left = Math.max(0, limit - this.#total) + this.#held;
    return { limit, left: Math.min(left, limit), seconds, windowSeconds: this.#windowSeconds };
  }

  #begin(): void {
    this.#held = 0;
    this.#total = 0;
  }

  async #fetch(needed: number, limit: number): Promise<void> {
    const share = Math.min(limit / blockShare, (limit - this.#total) / leftShare, largestBlock);
    const block = Math.max(needed - this.#held, Math.ceil(share));
    const { total, leftMs } = await this.#counters.add(this.#key, block, this.#windowSeconds);
    const before = total - block;
    // The counter's window may have ended a moment before this process noticed.
    if (performance.now() >= this.#endsAt || before < this.#total) this.#begin();
    // Of a block that goes beyond the limit, the part below it is ours alone: the counter adds one block after another.
    this.#held += Math.min(Math.max(limit - before, 0), block);
    this.#total = total;
    this.#endsAt = performance.now() + Math.max(leftMs, 1);
  }
}
