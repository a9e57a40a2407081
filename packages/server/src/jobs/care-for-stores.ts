import { liveDays, webhookEventDays } from '@songtrackpro/contracts';
import {
  cleanIdentity,
  forgetChanges,
  forgetEventBodies,
  forgetOpenUploads,
  maintainPartitions,
  vacuumTables,
} from '@songtrackpro/db';
import type { Job } from './job.ts';

/** The nightly care of PostgreSQL: sessions that have ended, uploads that were given up, changes that nobody goes on from, what webhooks said long ago, partitions ahead and behind, then VACUUM (ANALYZE) where the role may. */
export const careForStores: Job = {
  queue: {
    name: 'care-for-stores',
    retryLimit: 3,
    retryDelay: 60,
    retryDelayMax: 3600,
    expireInSeconds: 3 * 3600,
    deleteAfterSeconds: 7 * 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '17 3 * * *',
  run: async ({ postgres, clock, log }) => {
    await cleanIdentity(postgres, clock());
    const uploads = await forgetOpenUploads(postgres);
    const changes = await forgetChanges(postgres, new Date(clock().getTime() - liveDays * 86_400_000));
    const events = await forgetEventBodies(postgres, new Date(clock().getTime() - webhookEventDays * 86_400_000));
    const partitions = await maintainPartitions(postgres, clock());
    const { vacuumed, skipped } = await vacuumTables(postgres);
    log.info(
      { partitions, uploads, changes, events, vacuumed: vacuumed.length, skipped: skipped.length },
      'stores cared for',
    );
  },
};
