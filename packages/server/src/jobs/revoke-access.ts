import { revokeAccess, revokeQueue } from '../integrations/index.ts';
import type { Job } from './job.ts';

/** Takes back at the provider what a person had allowed, for about two days where it is away. */
export const giveAccessBack: Job = {
  queue: {
    name: revokeQueue,
    retryLimit: 20,
    retryDelay: 10,
    retryDelayMax: 4 * 3600,
    expireInSeconds: 120,
    deleteAfterSeconds: 3600,
  },
  concurrency: { jobs: 1 },
  run: (services, data) => revokeAccess(services, data),
};
