import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Line } from '../core/text.ts';
import { Instant } from '../core/time.ts';
import { WebhookEventTypes } from './events.ts';

/** Most endpoints of one organization. */
export const webhookEndpointLimit = 20;
/** Longest time that a replaced secret signs beside its successor, in hours: 7 days. */
export const longestSecretOverlapHours = 168;
const longestUrl = 2000;

/** An address as it is stored: a URL may grow when it is written out. */
export function isReceiverUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, href } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && href.length <= longestUrl;
}

const ReceiverUrl = z
  .string()
  .max(longestUrl)
  .refine(isReceiverUrl, 'must be an https address without a name or password in it')
  .meta({
    format: 'uri',
    description:
      'Where events are sent, by POST. Plain http and private addresses only where the operator allows them.',
  });

const EventSelection = z
  .array(WebhookEventTypes)
  .min(1, 'must name an event; send null for all of them')
  .max(100)
  .transform((types) => [...new Set(types)])
  .nullable()
  .describe('Types of events that are sent; null for all, those to come too.');

const Description = Line(500).nullable().describe('What the endpoint is for, for people.');

const WebhookDisabledReason = z.enum(['member', 'gone', 'failing']).meta({
  id: 'WebhookDisabledReason',
  description: '`member`: by a call; `gone`: the receiver answered 410; `failing`: nothing arrived for three days.',
});

export const WebhookEndpoint = z
  .object({
    id: Id,
    url: z.string(),
    description: z.string().nullable(),
    eventTypes: z.array(WebhookEventTypes).nullable().describe('Types of events that are sent; null for all.'),
    enabled: z.boolean(),
    disabledReason: WebhookDisabledReason.nullable().describe('Null where it is enabled.'),
    disabledAt: Instant.nullable(),
    failingSince: Instant.nullable().describe('Since when no attempt has arrived; null where the last one did.'),
    previousSecretUntil: Instant.nullable().describe('Until then the replaced secret signs too; null where none does.'),
    version: z.int().describe('Grows with every change; send it back with an update.'),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

export const WebhookEndpointWithSecret = WebhookEndpoint.extend({
  secret: z
    .string()
    .nullable()
    .describe('What deliveries are signed with, `whsec_…`. Shown once: null where the answer is a repeated one.'),
  hint: z.string().optional().describe('Only in a repeated answer: says that the secret was shown once.'),
}).meta({ id: 'WebhookEndpointWithSecret' });

export const NewWebhookEndpoint = z
  .object({
    url: ReceiverUrl,
    description: Description.default(null),
    eventTypes: EventSelection.default(null),
  })
  .meta({ id: 'NewWebhookEndpoint' });

export const WebhookEndpointListInput = PageInput.meta({ id: 'WebhookEndpointListInput' });

export const WebhookEndpointChange = z
  .object({
    id: Id,
    version: RowVersion.describe('Version that was read; a newer one is a conflict.'),
    url: ReceiverUrl.optional(),
    description: Description.optional(),
    eventTypes: EventSelection.optional(),
    enabled: z.boolean().optional().describe('False: nothing is sent, and what waits is given up.'),
  })
  .refine((change) => Object.keys(change).length > 2, 'must change something')
  .meta({ id: 'WebhookEndpointChange' });

export const WebhookSecretRotation = z
  .object({
    id: Id,
    overlapHours: z
      .int()
      .min(0)
      .max(longestSecretOverlapHours)
      .default(24)
      .describe('Hours in which deliveries carry signatures of both secrets, at most 168; 0 for none.'),
  })
  .meta({ id: 'WebhookSecretRotation' });
