import { tendWebhooks } from '../webhooks/index.ts';
import type { Job } from './job.ts';

/** Looks after deliveries whose job was lost. */
export const tendAllWebhooks: Job = {
  queue: {
    name: 'tend-webhooks',
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 30 * 60,
    deleteAfterSeconds: 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '* * * * *',
  run: async (services, _, { signal }) => {
    const { tried } = await tendWebhooks(services, () => signal.aborted);
    if (tried > 0) services.log.info({ tried }, 'webhooks tended');
  },
};
