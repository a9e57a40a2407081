import { tellExpiredInvitations } from '../invitations/index.ts';
import type { Job } from './job.ts';

/** Time alone ends an invitation, so somebody has to look. */
export const tellOfExpiredInvitations: Job = {
  queue: {
    name: 'tell-expired-invitations',
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 30 * 60,
    deleteAfterSeconds: 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '11 * * * *',
  run: (services, _, { signal }) => tellExpiredInvitations(services, () => signal.aborted),
};
