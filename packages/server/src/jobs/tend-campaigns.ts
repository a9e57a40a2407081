import { dateIn } from '@songtrackpro/contracts';
import { listOrganizationsAtWork } from '@songtrackpro/db';
import { lateFromOf, tendCampaigns } from '../campaigns/index.ts';
import type { Job } from './job.ts';

/**
 * Starts, ends and watches campaigns. Midnights of all zones lie on a quarter of an hour, so none is noticed late. What
 * fails in one organization doesn't keep the others waiting; its next round is the next try.
 */
export const tendAllCampaigns: Job = {
  queue: {
    name: 'tend-campaigns',
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 14 * 60,
    deleteAfterSeconds: 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '*/15 * * * *',
  run: async (services, _, { signal }) => {
    const lateFrom = lateFromOf(dateIn('UTC', services.clock()));
    for (const organization of await listOrganizationsAtWork(services.postgres, lateFrom)) {
      if (signal.aborted) return;
      try {
        await tendCampaigns(services, organization);
      } catch (error) {
        services.log.error({ organizationId: organization.id, err: error }, 'campaigns were not tended');
      }
    }
  },
};
