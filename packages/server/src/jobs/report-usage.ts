import { meterUsage } from '../billing/index.ts';
import type { Job } from './job.ts';

/** Counts what organizations used, and reports to Stripe's meters what customers did, each hour. */
export const reportUsage: Job = {
  queue: {
    name: 'report-usage',
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 50 * 60,
    deleteAfterSeconds: 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '7 * * * *',
  run: (services, _, { signal }) => meterUsage(services, signal),
};
