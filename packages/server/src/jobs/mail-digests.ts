import { sendDigests } from '../notifications/index.ts';
import type { Job } from './job.ts';

/** The daily mail to people who want notifications together. */
export const mailDigests: Job = {
  queue: {
    name: 'mail-digests',
    retryLimit: 3,
    retryDelay: 60,
    retryDelayMax: 3600,
    expireInSeconds: 3600,
    deleteAfterSeconds: 7 * 24 * 3600,
    exclusiveKeys: true,
  },
  concurrency: { jobs: 1 },
  cron: '0 6 * * *',
  run: async (services) => {
    const mails = await sendDigests(services);
    services.log.info({ mails }, 'daily mails handed in');
  },
};
