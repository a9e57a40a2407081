import { listDigests, markEmailed, takeDigest, withTenant } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { paragraphs } from '../core/mail-text.ts';
import { whyMailed } from './notify.ts';

/** Notifications in one mail; what is left comes with the next one. */
const longestDigest = 100;

const countOf = (count: number): string => (count === 1 ? 'One notification' : `${count} notifications`);

/**
 * Hands in one mail for each person with notifications that wait for it, in the transaction that notes them as mailed: a
 * process that dies in between has done both or neither. Answers how many mails.
 */
export async function sendDigests({
  postgres,
  mailer,
  clock,
}: Pick<Services, 'postgres' | 'mailer' | 'clock'>): Promise<number> {
  let mails = 0;
  for (const { organizationId, userId } of await listDigests(postgres)) {
    const isSent = await withTenant(postgres, { organizationId, actorId: userId }, async (tx) => {
      const digest = await takeDigest(tx, userId, longestDigest);
      if (!digest) return false;
      const { address, notifications } = digest;
      const entries = notifications.map(({ title, body }) => (body === null ? title : `${title}\n${body}`));
      const subject = `${countOf(notifications.length)} from SongTrackPro`;
      await mailer.send({ to: address, subject, text: paragraphs(...entries, whyMailed) }, tx);
      const ids = notifications.map(({ id }) => id);
      await markEmailed(tx, ids, clock());
      return true;
    });
    if (isSent) mails += 1;
  }
  return mails;
}
