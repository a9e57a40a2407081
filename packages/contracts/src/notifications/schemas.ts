import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { Instant } from '../core/time.ts';
import { NotificationPayload } from './payloads.ts';

/** Most notifications that one call marks. */
export const notificationBulkLimit = 1000;

export const notificationKinds = [
  'campaign_started',
  'campaign_not_started',
  'campaign_ended',
  'goal_reached',
  'budget_threshold',
  'integration_attention',
  'import_finished',
  'invitation',
  'payment_failed',
  'report_ready',
  'sync_failed',
  'platform_refused',
  'webhook_disabled',
] as const satisfies readonly NotificationPayload['kind'][];
export const NotificationKind = z.enum(notificationKinds).meta({ id: 'NotificationKind' });
export type NotificationKind = z.infer<typeof NotificationKind>;

export const Notification = z
  .object({
    id: Id,
    kind: NotificationKind,
    title: z.string(),
    body: z.string().nullable(),
    payload: NotificationPayload,
    readAt: Instant.nullable(),
    archivedAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

const Unread = z.int().nonnegative().describe('Notifications that are neither read nor archived.');

export const UnreadCount = z.object({ unread: Unread }).meta({ id: 'UnreadCount' });

export const NotificationListInput = PageInput.extend({
  kind: NotificationKind.optional(),
  unread: z.boolean().default(false).describe('Only those that are not read.'),
  archived: z.boolean().default(false).describe('Those that were archived, instead of the others.'),
}).meta({ id: 'NotificationListInput' });

const Ids = z.array(Id).min(1).max(notificationBulkLimit);

export const NotificationMark = z
  .object({ ids: Ids, read: z.boolean().default(true).describe('False makes them unread again.') })
  .meta({ id: 'NotificationMark' });

export const NotificationMarkAll = z
  .object({ through: Id.optional().describe('The newest one that was seen: later ones stay unread.') })
  .meta({ id: 'NotificationMarkAll' });

export const NotificationArchive = z
  .object({ ids: Ids, archived: z.boolean().default(true).describe('False takes them out of the archive.') })
  .meta({ id: 'NotificationArchive' });

export const MarkedNotifications = z
  .object({ changed: z.int().describe('Notifications that were not so before.'), unread: Unread })
  .meta({ id: 'MarkedNotifications' });

export const EmailDelivery = z.enum(['none', 'immediate', 'daily']).meta({ id: 'EmailDelivery' });
export type EmailDelivery = z.infer<typeof EmailDelivery>;

const preference = {
  kind: NotificationKind,
  inApp: z.boolean(),
  email: EmailDelivery.describe(
    '`daily`: together with others, in one mail at six in the morning of the person’s time zone.',
  ),
};
const NotificationPreference = z.object(preference).meta({ id: 'NotificationPreference' });
export type NotificationPreference = z.infer<typeof NotificationPreference>;

export const NotificationPreferences = z
  .object({ preferences: z.array(NotificationPreference) })
  .meta({ id: 'NotificationPreferences' });

export const NotificationChoices = z
  .object({ preferences: z.array(z.object(preference)).max(50).describe('Of several for one kind the last holds.') })
  .meta({ id: 'NotificationChoices' });

/** How a person is told who has not chosen: mails at once only for what can't wait. */
export const defaultEmail: Readonly<Record<NotificationKind, EmailDelivery>> = {
  campaign_started: 'none',
  campaign_not_started: 'immediate',
  campaign_ended: 'daily',
  goal_reached: 'daily',
  budget_threshold: 'immediate',
  integration_attention: 'immediate',
  import_finished: 'none',
  invitation: 'none',
  payment_failed: 'immediate',
  report_ready: 'none',
  sync_failed: 'daily',
  platform_refused: 'immediate',
  webhook_disabled: 'immediate',
};

export const NotificationEvent = z
  .object({
    notification: Notification.nullable().describe('A new one; null where only the count has changed.'),
    unread: Unread,
  })
  .meta({ id: 'NotificationEvent' });
