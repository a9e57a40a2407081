import { type NotificationKind, NotificationPayload } from '@songtrackpro/contracts';
import { findRecipients, insertNotifications, type Recipients, type TenantTransaction } from '@songtrackpro/db';
import type { Services } from '../core/context.ts';
import { paragraphs } from '../core/mail-text.ts';
import { tellWebhooks } from '../core/tell-webhooks.ts';
import { describeNotification } from './describe.ts';
import { occurrenceOf } from './occurrence-of.ts';

export interface Note<Kind extends NotificationKind = NotificationKind> {
  payload: Extract<NotificationPayload, { kind: Kind }>;
  /** What happened, for example `import <id> completed`: nobody is told twice of the same. */
  eventKey: string;
  recipients: Recipients;
}

/** What a mail ends with. */
export const whyMailed =
  'You get this because of your notification preferences in SongTrackPro; you can change them there.';

/**
 * Tells members of the transaction's organization what happened, each as they have chosen, unless they were told before,
 * and its webhook endpoints with them.
 * It commits or goes with the transaction, mails too. Call it last: it makes others of the organization wait.
 */
export async function notify(
  ctx: { tx: TenantTransaction; organizationId: string; services: Pick<Services, 'mailer' | 'clock' | 'jobs'> },
  note: Note,
): Promise<void> {
  const { tx, organizationId, services } = ctx;
  const payload = NotificationPayload.parse(note.payload);
  const occurrence = occurrenceOf(payload);
  if (occurrence) await tellWebhooks(ctx, occurrence, { key: note.eventKey });
  const text = describeNotification(payload);
  const recipients = await findRecipients(tx, payload.kind, note.recipients);
  const telling = { organizationId, payload, ...text, eventKey: note.eventKey, at: services.clock() };
  const told = await insertNotifications(tx, telling, recipients);
  for (const { address, email } of told) {
    if (email !== 'immediate') continue;
    const parts = text.body === null ? [text.title, whyMailed] : [text.title, text.body, whyMailed];
    await services.mailer.send({ to: address, subject: text.title, text: paragraphs(...parts) }, tx);
  }
}
