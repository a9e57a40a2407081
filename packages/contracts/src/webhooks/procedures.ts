import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { mutation, query, subscription } from '../core/procedure.ts';
import { deliveryProcedures } from './delivery-procedures.ts';
import { WebhookMessage } from './events.ts';
import {
  NewWebhookEndpoint,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointListInput,
  WebhookEndpointWithSecret,
  WebhookSecretRotation,
} from './schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';

// An endpoint is told of the whole organization, so a member who is restricted to some artists neither makes nor sees any.
export const webhooks = {
  create: mutation({
    permission: 'webhooks:write',
    reach: 'organization',
    input: NewWebhookEndpoint,
    output: WebhookEndpointWithSecret,
    errors: ['conflict'],
    secrets: ['secret'],
    http: { method: 'POST', path: '/v1/webhooks' },
    weight: 5,
    summary: 'Make a webhook endpoint',
    description:
      'Registers an address that events are sent to, signed with a secret that is answered once. An organization has at most 20.',
    example: { url: 'https://example.com/songtrackpro', eventTypes: ['import.finished', 'goal.reached'] },
  }),
  list: query({
    permission: 'webhooks:read',
    reach: 'organization',
    input: WebhookEndpointListInput,
    output: pageOf(WebhookEndpoint).meta({ id: 'WebhookEndpointPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/webhooks' },
    weight: 1,
    summary: 'List webhook endpoints',
    description: 'The organization’s endpoints, newest first, disabled ones too.',
    example: { limit: 20 },
  }),
  get: query({
    permission: 'webhooks:read',
    reach: 'organization',
    input: z.object({ id: Id }),
    output: WebhookEndpoint,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/webhooks/{id}' },
    weight: 1,
    summary: 'Read a webhook endpoint',
    description: 'One endpoint without its secret.',
    example: { id: exampleId },
  }),
  update: mutation({
    permission: 'webhooks:write',
    reach: 'organization',
    input: WebhookEndpointChange,
    output: WebhookEndpoint,
    errors: ['not_found', 'stale_version'],
    http: { method: 'PATCH', path: '/v1/webhooks/{id}' },
    weight: 2,
    summary: 'Change a webhook endpoint',
    description:
      'Changes the address, what is sent there, or whether anything is. What happened while an endpoint was disabled can be sent by `webhooks.replay`.',
    example: { id: exampleId, version: 1, enabled: false },
  }),
  rotateSecret: mutation({
    permission: 'webhooks:write',
    reach: 'organization',
    whileOverdue: true,
    input: WebhookSecretRotation,
    output: WebhookEndpointWithSecret,
    errors: ['not_found'],
    secrets: ['secret'],
    http: { method: 'POST', path: '/v1/webhooks/{id}/rotate-secret' },
    weight: 5,
    summary: 'Replace the secret of a webhook endpoint',
    description:
      'Makes a new secret. For some hours deliveries carry signatures of both, so that a receiver can change over. A secret that was replaced before signs no more.',
    example: { id: exampleId, overlapHours: 24 },
  }),
  delete: mutation({
    permission: 'webhooks:write',
    reach: 'organization',
    whileOverdue: true,
    input: z.object({ id: Id }),
    output: z.object({ id: Id }),
    errors: ['not_found'],
    http: { method: 'DELETE', path: '/v1/webhooks/{id}' },
    weight: 2,
    summary: 'Delete a webhook endpoint',
    description: 'Deletes an endpoint with its deliveries, for good. Nothing more is sent there.',
    example: { id: exampleId },
  }),
  ...deliveryProcedures,
  watch: subscription({
    permission: 'webhooks:read',
    reach: 'organization',
    input: z.object({ after: Id.optional().describe('The newest event that was seen: those behind it come first.') }),
    output: WebhookMessage,
    errors: ['not_found', 'stopping'],
    http: { method: 'GET', path: '/v1/webhook-events' },
    weight: 1,
    summary: 'Watch events',
    description:
      'A message without an event at once, then each event of the organization as it happens, in the form that endpoints are sent: for development, where no receiver can be reached. A stream that goes on after a lost connection leaves none out and repeats none.',
    example: { after: exampleId },
  }),
};
