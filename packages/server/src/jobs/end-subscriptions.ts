import { endOfDeleted } from '../billing/index.ts';
import { endingQueue } from '../core/billing-settings.ts';
import type { Job } from './job.ts';

/** Ends what a deleted organization pays for, for about two days where Stripe is away; then the nightly round does. */
export const endWithOrganization: Job = {
  queue: {
    name: endingQueue,
    retryLimit: 20,
    retryDelay: 10,
    retryDelayMax: 4 * 3600,
    expireInSeconds: 120,
    deleteAfterSeconds: 24 * 3600,
  },
  concurrency: { jobs: 1 },
  run: (services, data) => endOfDeleted(services, data),
};
