import { sendDigests } from '../notifications/index.ts';
import type { Job } from './job.ts';

/**
 * The daily mail to people who want notifications together, at six o'clock of each: that lies on a quarter of an hour in
 * every zone.
 */
export const mailDigests: Job = {
  queue: {
    name: 'mail-digests',
    retryLimit: 0,
    retryDelay: 1,
    retryDelayMax: 1,
    expireInSeconds: 14 * 60,
    deleteAfterSeconds: 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '*/15 * * * *',
  run: async (services, _, { signal }) => {
    const mails = await sendDigests(services, signal);
    if (mails > 0) services.log.info({ mails }, 'daily mails handed in');
  },
};
