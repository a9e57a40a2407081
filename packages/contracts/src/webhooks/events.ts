import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Instant } from '../core/time.ts';
import { type WebhookEventType, webhookEventKinds, webhookEventTypes } from './event-kinds.ts';

export const WebhookEventTypes = z.enum(webhookEventTypes).meta({ id: 'WebhookEventType' });

type Kinds = typeof webhookEventKinds;

const event = <Type extends WebhookEventType>(type: Type) =>
  z.object({
    id: Id.describe('Stays the same however often the event is delivered, as the header `webhook-id`.'),
    type: z.literal(type),
    version: z.literal(webhookEventKinds[type].version),
    timestamp: Instant.describe('When it happened.'),
    organizationId: Id,
    data: webhookEventKinds[type].data as Kinds[Type]['data'],
  });

/** What is sent to a receiver, told apart by `type`. */
export const WebhookEvent = z
  .union([
    event('campaign.started'),
    event('campaign.paused'),
    event('campaign.resumed'),
    event('campaign.completed'),
    event('campaign.not_started'),
    event('campaign.budget_threshold'),
    event('goal.reached'),
    event('import.finished'),
    event('report.ready'),
    event('audience.delivered'),
    event('integration.attention'),
    event('integration.sync_failed'),
    event('platform.refused'),
    event('invitation.answered'),
    event('invoice.paid'),
    event('invoice.payment_failed'),
    event('webhook.test'),
  ])
  .meta({ id: 'WebhookEvent' });
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** A message of the stream. */
export const WebhookMessage = z
  .object({ event: WebhookEvent.nullable().describe('Null in the first message, which says that the stream is open.') })
  .meta({ id: 'WebhookMessage' });

/** What happened, before it has an id and a time. */
export type WebhookOccurrence = {
  [Type in WebhookEventType]: { type: Type; data: z.output<Kinds[Type]['data']> };
}[WebhookEventType];
