import { reconcileBilling } from '../billing/index.ts';
import type { Job } from './job.ts';

/** Compares every customer with Stripe, each night. */
export const reconcilePayments: Job = {
  queue: {
    name: 'reconcile-payments',
    retryLimit: 3,
    retryDelay: 300,
    retryDelayMax: 3600,
    expireInSeconds: 6 * 3600,
    deleteAfterSeconds: 7 * 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '20 3 * * *',
  run: async (services, _, { signal }) => void (await reconcileBilling(services, signal)),
};
