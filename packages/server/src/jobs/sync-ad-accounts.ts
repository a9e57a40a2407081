import { listDueSyncs } from '@songtrackpro/db';
import { z } from 'zod';
import { againAfterMs, type SyncDependencies, syncAdAccount, syncQueue } from '../integrations/index.ts';
import type { Job } from './job.ts';

const JobData = z.object({ organizationId: z.uuid(), adAccountId: z.uuid() });

const once = { retryLimit: 0, retryDelay: 1, retryDelayMax: 1, deleteAfterSeconds: 24 * 3600 };

/**
 * The jobs that keep numbers fresh. How far an account has got stands in its row and is claimed by a lock that ends with
 * its process, so jobs may be lost or come twice: the look every five minutes finds what is due and what was left behind.
 */
export function syncAdAccounts(deps: SyncDependencies): Job[] {
  return [
    {
      queue: { ...once, name: syncQueue, expireInSeconds: 6 * 3600 },
      concurrency: { jobs: 2, perGroup: 1 },
      run: async (services, data, { signal }) => {
        const due = JobData.parse(data);
        const outcome = await syncAdAccount(services, deps, due, AbortSignal.any([signal, services.stopping]));
        services.log.info({ ...due, outcome }, 'sync ended');
      },
    },
    {
      queue: { ...once, name: 'find-due-syncs', expireInSeconds: 4 * 60, exclusiveKeys: true },
      concurrency: { jobs: 1 },
      cron: '*/5 * * * *',
      run: async (services) => {
        for (const due of await listDueSyncs(services.postgres, { now: services.clock(), againAfterMs }))
          await services.jobs.send(syncQueue, due, { group: due.organizationId });
      },
    },
  ];
}
