import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import {
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryListInput,
  WebhookReplay,
  WebhookReplayed,
} from './delivery-schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

export const deliveryProcedures = {
  sendTest: mutation({
    permission: 'webhooks:write',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: WebhookDelivery,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/webhooks/{id}/test' },
    weight: 5,
    summary: 'Send a test event',
    description:
      'Sends `webhook.test` to an enabled endpoint, once and without another attempt; `webhooks.getDelivery` says what it answered.',
    example: { id: exampleId },
  }),
  listDeliveries: query({
    permission: 'webhooks:read',
    reach: 'organization',
    input: WebhookDeliveryListInput,
    output: pageOf(WebhookDelivery).meta({ id: 'WebhookDeliveryPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/webhook-deliveries' },
    weight: 2,
    summary: 'List deliveries',
    description: 'What was sent or is to be sent, newest first; kept for three months.',
    example: { limit: 20, status: 'failed' },
  }),
  getDelivery: query({
    permission: 'webhooks:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: WebhookDeliveryDetail,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/webhook-deliveries/{id}' },
    weight: 1,
    summary: 'Read a delivery',
    description: 'One delivery with its body, and every attempt with its answer and how long it took.',
    example: { id: exampleId },
  }),
  redeliver: mutation({
    permission: 'webhooks:write',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: WebhookDelivery,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/webhook-deliveries/{id}/redeliver' },
    weight: 5,
    summary: 'Send an event again',
    description:
      'Makes a new delivery of the same event to the same endpoint, with the same `webhook-id`; a receiver that has seen it may pass it over.',
    example: { id: exampleId },
  }),
  replay: mutation({
    permission: 'webhooks:write',
    reach: 'organization',
    input: WebhookReplay,
    output: WebhookReplayed,
    errors: ['not_found', 'conflict'],
    http: { method: 'POST', path: '/v1/webhooks/{id}/replay' },
    weight: 20,
    summary: 'Send the events of a range again',
    description:
      'Makes deliveries of the events of a range that the endpoint selects, the oldest first: after an outage of the receiver, or for what happened while the endpoint was disabled.',
    example: { id: exampleId, from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' },
  }),
};
