import { z } from 'zod';
import { webhookQueue } from '../core/tell-webhooks.ts';
import { deliverWebhook } from '../webhooks/index.ts';
import type { Job } from './job.ts';

const JobData = z.object({ organizationId: z.uuid(), id: z.uuid() });

/**
 * Makes attempts to deliver webhooks right after what they tell of, and after the pauses between them. A slow receiver
 * takes two places of a process at most. What is lost with a process is found by the round over all deliveries.
 */
export const deliverWebhooks: Job = {
  queue: {
    name: webhookQueue,
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 120,
    deleteAfterSeconds: 3600,
  },
  concurrency: { jobs: 8, perGroup: 2 },
  run: async (services, data) => void (await deliverWebhook(services, JobData.parse(data))),
};
