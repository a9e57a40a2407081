import { deliverAudit, drainOutbox } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { Rounds } from './rounds.ts';

/** How often a process looks for entries that another one left behind, in milliseconds. */
const everyMs = 5000;

/** Delivers what transactions put into the outbox, until none is left; a store that is away is tried again. */
export function outboxWorker(services: Services): Rounds {
  return new Rounds({
    everyMs,
    onError: (error) => services.log.error({ err: error }, 'outbox round failed'),
    round: async (stopped) => {
      while (!stopped()) {
        const delivered = await drainOutbox(services.postgres, (rows) => deliverAudit(services.documents.db, rows));
        if (delivered === 0) return;
      }
    },
  });
}
