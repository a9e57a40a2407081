import { tendConnections } from '../integrations/index.ts';
import type { Job } from './job.ts';

/** Renews tokens before they end and tells people of connections that will. */
export const tendAllConnections: Job = {
  queue: {
    name: 'tend-connections',
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 30 * 60,
    deleteAfterSeconds: 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '*/5 * * * *',
  run: async (services, _, { signal }) => {
    const { renewed, failed } = await tendConnections(services, () => signal.aborted);
    services.log.info({ renewed, failed }, 'connections tended');
  },
};
