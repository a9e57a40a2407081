import { claimImport, listOpenImports, type OpenImport } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { attemptLimit, processImport } from '../imports/index.ts';
import { Rounds } from './rounds.ts';

/** How often a process looks for imports that another one left behind, in milliseconds. */
const everyMs = 5000;

async function take(services: Services, open: OpenImport, stopped: () => boolean): Promise<void> {
  const claim = await claimImport(services.postgres, open.id);
  if (!claim) return;
  try {
    await processImport(services, open, { stopped });
  } catch (error) {
    services.log.error({ importId: open.id, err: error }, 'import attempt failed');
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
