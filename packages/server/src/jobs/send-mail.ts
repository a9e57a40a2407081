import type { Deliver } from '../core/mail-transport.ts';
import { mailQueue } from '../core/mailer.ts';
import type { Job } from './job.ts';

/** Sends what the mailer was handed, for about a day where the mail server is away; then it is dead and can be driven again. */
export const sendMail = (deliver: Deliver): Job => ({
  queue: {
    name: mailQueue,
    retryLimit: 30,
    retryDelay: 5,
    retryDelayMax: 3600,
    expireInSeconds: 60,
    deleteAfterSeconds: 3600,
  },
  concurrency: { jobs: 2 },
  run: ({ mailer }, data, { id }) => deliver(mailer.open(data), id),
});
