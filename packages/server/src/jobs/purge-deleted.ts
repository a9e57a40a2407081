import { type Erasure, eraseTenantDocuments, type PurgedRow, purgeDeleted } from '@songtrackpro/db';
import type { StoreSettings } from '../core/settings.ts';
import { eraseOrganization, sweepPurged } from '../organizations/index.ts';
import type { Job } from './job.ts';

const dayMs = 86_400_000;

/** What the document store holds of a row; a person's documents are their organizations', and some have none. */
function erasureOf({ kind, id, organizationId }: PurgedRow): Erasure | null {
  if (organizationId === null || kind === 'user' || kind === 'organization') return null;
  if (kind === 'audience' || kind === 'goal' || kind === 'campaignTemplate') return null;
  return { organizationId, of: { kind, id } };
}

/**
 * Removes for good what was deleted so many days ago, from both stores; until then it can be restored. An organization goes
 * from the archive and the storage of invoices as well.
 */
export const purgeAfter = (days: number, outside: Pick<StoreSettings, 'archive' | 'invoices'> = {}): Job => ({
  queue: {
    name: 'purge-deleted',
    retryLimit: 3,
    retryDelay: 60,
    retryDelayMax: 3600,
    expireInSeconds: 3 * 3600,
    deleteAfterSeconds: 7 * 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '47 2 * * *',
  run: async (services) => {
    const { postgres, documents, clock, log } = services;
    const purged = await purgeDeleted(postgres, {
      before: new Date(clock().getTime() - days * dayMs),
      erase: async (rows) => {
        for (const row of rows) {
          const erasure = erasureOf(row);
          if (erasure) await eraseTenantDocuments(documents.db, erasure);
          if (row.kind === 'organization') await eraseOrganization({ ...services, ...outside }, row.id);
        }
      },
    });
    const late = await sweepPurged({ ...services, ...outside }, clock());
    log.info({ rows: purged.length, lateDocuments: late }, 'deleted rows purged');
  },
});
