import { claimImport, listOpenImports, type OpenImport } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { Rounds } from '../core/rounds.ts';
import { attemptLimit, processImport } from '../imports/index.ts';

/** How often a process looks for imports that another one left behind, in milliseconds. */
const everyMs = 5000;

async function take(services: Services, open: OpenImport, stopped: () => boolean): Promise<void> {
  const { id: importId, organizationId } = open;
  const begun = performance.now();
  const note = (level: 'info' | 'warning' | 'error', outcome: string, error?: unknown) =>
    services.systemLog.record({
      kind: 'sync_job',
      level,
      name: 'import',
      organizationId,
      durationMs: performance.now() - begun,
      details: { importId, outcome },
      error,
    });
  const claim = await claimImport(services.postgres, open.id);
  if (!claim) return;
  try {
    const outcome = await processImport(services, open, { stopped });
    if (outcome !== null) note(outcome === 'refused' ? 'warning' : 'info', outcome);
  } catch (error) {
    services.log.error({ importId, err: error }, 'import attempt failed');
    note('error', 'failed', error);
  } finally {
    await claim.release();
  }
}

/**
 * Processes open imports, one at a time in each server process. What is open stands in PostgreSQL and is claimed by a
 * session's advisory lock, so a process that dies leaves nothing locked and the next round of any process goes on.
 */
export function importWorker(services: Services): Rounds {
  return new Rounds({
    everyMs,
    onError: (error) => services.log.error({ err: error }, 'import round failed'),
    round: async (stopped) => {
      for (const open of await listOpenImports(services.postgres, attemptLimit)) {
        if (stopped()) return;
        await take(services, open, stopped);
      }
    },
  });
}
