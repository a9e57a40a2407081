import { listUncounted, rollUpEvents } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { Rounds } from '../core/rounds.ts';

/**
 * How often a process counts, in milliseconds. Nothing wakes it: under a stream of batches a busy hour would be counted
 * anew after each of them.
 */
const everyMs = 1000;

/**
 * Counts new events into hours and days. What is to be counted stands in the document store, so a process that dies
 * leaves nothing behind that the next round of any process doesn't find.
 */
export function rollupWorker({ documents, clock, log }: Services): Rounds {
  return new Rounds({
    everyMs,
    onError: (error) => log.error({ err: error }, 'counting events failed'),
    round: async (stopped) => {
      for (const organizationId of await listUncounted(documents.db)) {
        for (let counted = -1; counted !== 0 && !stopped(); ) {
          counted = await rollUpEvents(documents.db, organizationId, clock());
        }
      }
    },
  });
}
