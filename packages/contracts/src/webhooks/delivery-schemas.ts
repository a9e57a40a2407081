import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { Instant } from '../core/time.ts';
import { WebhookEventTypes } from './events.ts';

/** Days in which an event can be sent. */
export const webhookEventDays = 90;
/** Characters of an answer that are kept. */
export const keptAnswerLength = 2000;
/** Most deliveries that one replay makes. */
export const replayLimit = 1000;

/**
 * Pauses after failed attempts, in seconds: five seconds, then longer ones, the last after nearly three days. Each is a
 * tenth shorter or longer, so that what failed together doesn't come back together.
 */
export const webhookRetryPauses = [5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 64_800, 79_200] as const;
/** Attempts until a delivery is given up. */
export const webhookAttempts = webhookRetryPauses.length + 1;

export const webhookFaults = [
  'refused',
  'gone',
  'timeout',
  'unreachable',
  'private_address',
  'insecure',
  'secret_unreadable',
  'endpoint_disabled',
  'organization_suspended',
] as const;
export const WebhookFault = z.enum(webhookFaults).meta({
  id: 'WebhookFault',
  description:
    '`refused`: another answer than 2xx, redirects too; `gone`: 410; `private_address`: the name leads to an address that is no public one; `insecure`: plain http.',
});
export type WebhookFault = z.infer<typeof WebhookFault>;

export const webhookDeliveryStatuses = ['pending', 'delivered', 'failed'] as const;
export const WebhookDeliveryStatus = z.enum(webhookDeliveryStatuses).meta({ id: 'WebhookDeliveryStatus' });

export const webhookCauses = ['event', 'replay', 'test'] as const;
const WebhookCause = z.enum(webhookCauses).meta({ id: 'WebhookCause' });

const Status = z.int().nullable().describe('HTTP status of the answer; null where there was none.');

export const WebhookAttempt = z
  .object({
    at: Instant,
    durationMs: z.int().nonnegative(),
    responseStatus: Status,
    responseBody: z.string().nullable().describe('The first 2,000 characters of the answer.'),
    fault: WebhookFault.nullable().describe('Null where it arrived.'),
    detail: z.string().nullable().describe('What the fault was, for people.'),
  })
  .meta({ id: 'WebhookAttempt' });
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;

export const WebhookDelivery = z
  .object({
    id: Id,
    endpointId: Id,
    eventId: Id.describe('Sent as `webhook-id`.'),
    eventType: WebhookEventTypes,
    cause: WebhookCause.describe('Why it was made: the event itself, a replay of it, or `sendTest`.'),
    status: WebhookDeliveryStatus,
    attempts: z.int().nonnegative(),
    nextAttemptAt: Instant.nullable().describe('Null where there is none any more.'),
    responseStatus: Status,
    fault: WebhookFault.nullable().describe('What the last attempt failed of.'),
    createdAt: Instant,
    deliveredAt: Instant.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

export const WebhookDeliveryDetail = WebhookDelivery.extend({
  requestBody: z.string().nullable().describe('What is sent; null once it is older than 90 days.'),
  log: z.array(WebhookAttempt).describe('Every attempt, the first one first.'),
}).meta({ id: 'WebhookDeliveryDetail' });
export type WebhookDeliveryDetail = z.infer<typeof WebhookDeliveryDetail>;

export const WebhookDeliveryListInput = PageInput.extend({
  endpointId: Id.optional().describe('Only deliveries to this endpoint.'),
  status: WebhookDeliveryStatus.optional(),
  eventType: WebhookEventTypes.optional(),
  eventId: Id.optional().describe('Only deliveries of this event.'),
  from: Instant.optional().describe('Only those made at or after this moment.'),
  to: Instant.optional().describe('Only those made before this moment.'),
}).meta({ id: 'WebhookDeliveryListInput' });
export type WebhookDeliveryListInput = z.infer<typeof WebhookDeliveryListInput>;

export const WebhookReplay = z
  .object({
    id: Id.describe('The endpoint.'),
    from: Instant.describe('Events from then on; they are kept for 90 days.'),
    to: Instant.describe('Events before then.'),
    onlyMissed: z.boolean().default(true).describe('Only events that have not arrived and are not on their way.'),
  })
  .meta({ id: 'WebhookReplay' });

export const WebhookReplayed = z
  .object({
    deliveries: z.int().nonnegative().describe('Deliveries that were made, at most 1,000.'),
    nextFrom: Instant.nullable().describe(
      'Where there are more: call again with this as `from`. Null where all are made.',
    ),
  })
  .meta({ id: 'WebhookReplayed' });
