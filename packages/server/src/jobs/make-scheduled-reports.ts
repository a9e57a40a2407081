import { listOrganizationsWithSchedules } from '@songtrackpro/db';
import { runSchedules } from '../reports/index.ts';
import type { Job } from './job.ts';

/**
 * Makes the reports that calendars have made due. Midnights of all zones lie on a quarter of an hour, so none is noticed late.
 * What fails in one organization doesn't keep the others waiting; its next round is the next try.
 */
export const makeScheduledReports: Job = {
  queue: {
    name: 'make-scheduled-reports',
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
    for (const organization of await listOrganizationsWithSchedules(services.postgres)) {
      if (signal.aborted) return;
      try {
        await runSchedules(services, organization);
      } catch (error) {
        services.log.error({ organizationId: organization.id, err: error }, 'scheduled reports were not made');
      }
    }
  },
};
