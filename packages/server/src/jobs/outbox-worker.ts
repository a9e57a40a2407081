import { deliverAudit, drainOutbox } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { Rounds } from '../core/rounds.ts';

/** How often a process looks for entries that another one left behind, in milliseconds. */
const everyMs = 5000;

/**
 * Delivers what transactions put into the outbox, until none is left; a store that is away is tried again. The first
 * failure and the delivery that ends it leave an event, with how long it took.
 */
export function outboxWorker(services: Services): Rounds {
  const { postgres, documents, log, systemLog } = services;
  let failingSince: number | null = null;
  const note = (level: 'info' | 'error', details: { delivered: number } | Record<string, never>, error?: unknown) =>
    systemLog.record({
      kind: 'sync_job',
      level,
      name: 'outbox',
      organizationId: null,
      durationMs: failingSince === null ? null : performance.now() - failingSince,
      details,
      error,
    });
  return new Rounds({
    everyMs,
    onError: (error) => {
      log.error({ err: error }, 'outbox round failed');
      if (failingSince !== null) return;
      note('error', {}, error);
      failingSince = performance.now();
    },
    round: async (stopped) => {
      let all = 0;
      for (let delivered = -1; delivered !== 0 && !stopped(); all += delivered) {
        delivered = await drainOutbox(postgres, (rows) => deliverAudit(documents.db, rows));
      }
      if (failingSince === null) return;
      note('info', { delivered: all });
      failingSince = null;
    },
  });
}
