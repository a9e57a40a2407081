import { listUntold, tellFacts } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { Rounds } from '../core/rounds.ts';

/** How often a process looks for what is to be told, in milliseconds. */
const everyMs = 500;

/**
 * Tells those who watch which facts changed. What is to be told stands in the document store, so a process that dies leaves
 * nothing behind that the next round of any process doesn't find.
 */
export function liveWorker({ documents, postgres, log }: Services): Rounds {
  return new Rounds({
    everyMs,
    onError: (error) => log.error({ err: error }, 'telling changes failed'),
    round: async (stopped) => {
      for (const organizationId of await listUntold(documents.db)) {
        try {
          for (let told = -1; told !== 0 && !stopped(); )
            told = await tellFacts(postgres, documents.db, organizationId);
        } catch (error) {
          // One organization that can't be told holds up no other one.
          log.error({ err: error, organizationId }, 'telling changes of an organization failed');
        }
      }
    },
  });
}
