import { addDays, dateIn, startOfHour } from '@songtrackpro/contracts';
import { listDigests, markEmailed, takeDigest, type WaitingDigest, withTenant } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { paragraphs } from '../core/mail-text.ts';
import { whyMailed } from './notify.ts';

/** Hour of the day, in the zone of whom the mail is for. */
const digestHour = 6;
/** Notifications in one mail; what is left comes with the next one. */
const longestDigest = 100;

const countOf = (count: number): string => (count === 1 ? 'One notification' : `${count} notifications`);

/** When the last daily mail of a zone was due: today at its hour, or yesterday where that is still to come. */
function lastHour(zone: string, now: Date): Date {
  const today = dateIn(zone, now);
  const hour = startOfHour(zone, today, digestHour);
  return hour <= now ? hour : startOfHour(zone, addDays(today, -1), digestHour);
}

function sendDigest(
  { postgres, mailer }: Pick<Services, 'postgres' | 'mailer'>,
  { organizationId, userId }: WaitingDigest,
  { hour, now }: { hour: Date; now: Date },
): Promise<boolean> {
  return withTenant(postgres, { organizationId, actorId: userId }, async (tx) => {
    const digest = await takeDigest(tx, { organizationId, userId }, { hour, limit: longestDigest });
    if (!digest) return false;
    const { address, notifications } = digest;
    const entries = notifications.map(({ title, body }) => (body === null ? title : `${title}\n${body}`));
    const subject = `${countOf(notifications.length)} from SongTrackPro`;
    await mailer.send({ to: address, subject, text: paragraphs(...entries, whyMailed) }, tx);
    const ids = notifications.map(({ id }) => id);
    await markEmailed(tx, ids, now);
    return true;
  });
}

/**
 * Hands in one mail for each person with notifications from before six o'clock in their zone, once for each day and
 * organization, in the transaction that notes them as mailed: a process that dies in between has done both or neither. One
 * that was not running at the hour does it later. What fails for one person keeps no other waiting; the next round is the next
 * try. Answers how many mails.
 */
export async function sendDigests(
  services: Pick<Services, 'postgres' | 'mailer' | 'clock' | 'log'>,
  signal?: AbortSignal,
): Promise<number> {
  const now = services.clock();
  const hours = new Map<string, Date>();
  let mails = 0;
  for (const waiting of await listDigests(services.postgres)) {
    if (signal?.aborted) break;
    const hour = hours.get(waiting.zone) ?? lastHour(waiting.zone, now);
    hours.set(waiting.zone, hour);
    if (waiting.since >= hour) continue;
    try {
      if (await sendDigest(services, waiting, { hour, now })) mails += 1;
    } catch (error) {
      services.log.error({ organizationId: waiting.organizationId, err: error }, 'a daily mail was not handed in');
    }
  }
  return mails;
}
