import { recountPlanUse } from '../billing/index.ts';
import type { Job } from './job.ts';

/** Counts anew what organizations have of what plans limit, each night. */
export const checkPlanUse: Job = {
  queue: {
    name: 'check-plan-use',
    retryLimit: 3,
    retryDelay: 300,
    retryDelayMax: 3600,
    expireInSeconds: 3 * 3600,
    deleteAfterSeconds: 7 * 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '35 3 * * *',
  run: (services, _, { signal }) => recountPlanUse(services, signal),
};
