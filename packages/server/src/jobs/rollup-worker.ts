import { setTimeout } from 'node:timers/promises';
import { type CountedSpan, listUncounted, marksAtOnce, rollUpEvents, tellCounts, WorkLease } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { Rounds } from '../core/rounds.ts';

/**
 * How often is counted, in milliseconds. Nothing wakes it: under a stream of batches a busy hour would be counted anew after
 * each of them.
 */
const everyMs = 1000;
/** Rests after a round, in lengths of the round: under a flood of events the store has nine tenths of its time for them. */
const restFactor = 9;
/** How long another process waits before it counts in place of one that is gone, in seconds. */
const leaseSeconds = 5;

/** The counting of one process: its rounds, which end with giving the lease up. */
export class RollupWorker {
  readonly #lease: WorkLease;
  readonly #rounds: Rounds;
  #restsUntil = 0;

  constructor({ documents, postgres, clock, log }: Services) {
    this.#lease = new WorkLease(postgres, 'event roll-ups', leaseSeconds);
    this.#rounds = new Rounds({
      everyMs,
      onError: (error) => log.error({ err: error }, 'counting events failed'),
      round: async (stopped) => {
        if (!(await this.#lease.take()) || performance.now() < this.#restsUntil) return;
        const begun = performance.now();
        for (const organizationId of await listUncounted(documents.db)) {
          const tell = (spans: readonly CountedSpan[]) => tellCounts(postgres, documents.db, organizationId, spans);
          // Prolonged on the way, so that others keep still during a long round. What comes meanwhile is counted after the
          // rest: under a flood the same hours would be counted without end.
          for (let isFull = true; isFull && !stopped() && (await this.#lease.take()); ) {
            isFull = (await rollUpEvents(documents.db, organizationId, clock(), tell)) === marksAtOnce;
          }
        }
        this.#restsUntil = performance.now() + restFactor * (performance.now() - begun);
      },
    });
  }

  start(): void {
    this.#rounds.start();
  }

  async close(): Promise<void> {
    await this.#rounds.close();
    // Where the database is away, the lease ends by itself.
    const given = this.#lease.release().catch(() => undefined);
    await Promise.race([given, setTimeout(1000, undefined, { ref: false })]);
  }
}

/**
 * Counts new events into hours and days, in one process at a time. What is to be counted stands in the document store, so a
 * process that dies leaves nothing behind that the next one doesn't find; two that count at once still count right.
 */
export const rollupWorker = (services: Services): RollupWorker => new RollupWorker(services);
