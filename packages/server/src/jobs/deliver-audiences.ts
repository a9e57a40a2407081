import { z } from 'zod';
import { deliverAudience, deliveryQueue } from '../audiences/index.ts';
import type { Job } from './job.ts';

const JobData = z.object({ organizationId: z.uuid(), id: z.uuid() });

/** Sends a list right after it was asked for; what is lost or has to wait is found by the round over all deliveries. */
export const deliverAudiences: Job = {
  queue: {
    name: deliveryQueue,
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 6 * 3600,
    deleteAfterSeconds: 24 * 3600,
  },
  concurrency: { jobs: 2, perGroup: 1 },
  run: async (services, data) => void (await deliverAudience(services, JobData.parse(data))),
};
