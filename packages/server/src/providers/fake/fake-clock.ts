import type { Clock } from '../../core/clock.ts';

/** The time of a provider: the given clock, and what was added to it. */
export class FakeClock {
  readonly #base: Clock;
  #addedMs = 0;

  constructor(base: Clock) {
    this.#base = base;
  }

  now(): Date {
    return new Date(this.#base().getTime() + this.#addedMs);
  }

  /** Moves this provider's time on, or by a negative number back. */
  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }): void {
    this.#addedMs += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}
