import { countInMemory, type SharedCounters } from '@songtrackpro/db';
import type { Log } from '../log.ts';

export type Counters = Pick<SharedCounters, 'add' | 'clear'>;

/** How often an absent store is spoken of, in milliseconds. */
const silenceMs = 60_000;

/**
 * Counts in the shared store, and in this process alone while that is away: a limit that stops all calls would do more
 * harm than one that holds for each process.
 */
export function insuredCounters(shared: SharedCounters, log: Log): Counters {
  const alone = countInMemory();
  let spokenAt = Number.NEGATIVE_INFINITY;
  return {
    add: (key, points, windowSeconds) =>
      shared.add(key, points, windowSeconds).catch((error: unknown) => {
        if (performance.now() - spokenAt > silenceMs) {
          spokenAt = performance.now();
          log.warn({ err: error }, 'the store of the rate limits is away: this process counts by itself');
        }
        return alone.add(key, points, windowSeconds);
      }),
    clear: (now) => shared.clear(now),
  };
}
