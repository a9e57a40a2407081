import { tendDeliveries } from '../audiences/index.ts';
import { tendPlatformChanges } from '../campaigns/index.ts';
import type { Job } from './job.ts';

/** Looks after what ad platforms were asked for and is not known to be done. */
export const tendPlatform: Job = {
  queue: {
    name: 'tend-platform',
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
    const stopped = () => signal.aborted;
    const changes = await tendPlatformChanges(services, stopped);
    const deliveries = await tendDeliveries(services, stopped);
    const tried = changes.tried + deliveries.tried;
    if (tried > 0) services.log.info({ tried }, 'changes at the platform tended');
  },
};
