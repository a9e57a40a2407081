import type Stripe from 'stripe';
import { z } from 'zod';
import { change } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { emptyable, flag, mergeMetadata, metadata } from '../core/form.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { missing } from '../core/stripe-refusal.ts';
import type { FakeWebhooks } from '../delivery/webhooks.ts';

const EventQuery = z.object({
  ...pageQuery,
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
  delivery_success: flag.optional(),
});
const NewEndpoint = z.looseObject({
  url: z.url(),
  enabled_events: z.array(z.string()).min(1),
  api_version: z.string().optional(),
  description: emptyable(z.string()).optional(),
  metadata,
});
const ChangedEndpoint = NewEndpoint.partial().extend({ disabled: flag.optional() });
const monthSeconds = 30 * 86_400;

/** Events of the last 30 days, and the addresses to which they are sent. */
export function eventEndpoints(state: FakeStripeState, webhooks: FakeWebhooks): Endpoints {
  const path = '/v1/webhook_endpoints';
  const endpointAt = (id: string) => {
    const endpoint = state.webhookEndpoints.get(id);
    if (!endpoint) throw missing('webhook endpoint', id);
    return endpoint;
  };
  return new Endpoints(state)
    .on('get', '/v1/events', EventQuery, (query) => {
      const types = query.types ?? (query.type === undefined ? undefined : [query.type]);
      const found = [...state.events.values()].filter(
        (event) =>
          event.created > state.now() - monthSeconds &&
          (types === undefined || types.some((type) => matches(event.type, type))) &&
          (query.delivery_success === undefined || webhooks.wasDelivered(event.id) === query.delivery_success),
      );
      return pageOf(found, query, '/v1/events');
    })
    .retrieve('/v1/events/:id', 'event', state.events)
    .on('post', path, NewEndpoint, (input) => {
      const secret = `whsec_${state.newId('fake')}`;
      return { ...addEndpoint(state, webhooks, { ...input, secrets: [secret] }), secret };
    })
    .list(path, state.webhookEndpoints)
    .retrieve(`${path}/:id`, 'webhook endpoint', state.webhookEndpoints)
    .on('post', `${path}/:id`, ChangedEndpoint, (input, { at }) => {
      const endpoint = endpointAt(at('id'));
      change(endpoint, {
        ...(input.url !== undefined && { url: input.url }),
        ...(input.enabled_events !== undefined && { enabled_events: input.enabled_events }),
        ...(input.disabled !== undefined && { status: input.disabled ? 'disabled' : 'enabled' }),
        metadata: mergeMetadata(endpoint.metadata, input.metadata),
      });
      return endpoint;
    })
    .on('delete', `${path}/:id`, z.looseObject({}), (_input, { at }) => {
      const endpoint = endpointAt(at('id'));
      state.webhookEndpoints.delete(endpoint.id);
      return { id: endpoint.id, object: endpoint.object, deleted: true };
    });
}

export function addEndpoint(
  state: FakeStripeState,
  webhooks: FakeWebhooks,
  asked: {
    url: string;
    enabled_events: string[];
    secrets: string[];
    api_version?: string | undefined;
    description?: string | null | undefined;
    metadata?: Record<string, string> | null | undefined;
  },
): Stripe.WebhookEndpoint {
  const endpoint: Stripe.WebhookEndpoint = {
    id: state.newId('we'),
    object: 'webhook_endpoint',
    api_version: asked.api_version ?? state.settings.apiVersion,
    application: null,
    created: state.now(),
    description: asked.description ?? null,
    enabled_events: asked.enabled_events,
    livemode: state.settings.livemode,
    metadata: mergeMetadata({}, asked.metadata),
    status: 'enabled',
    url: asked.url,
  };
  state.webhookEndpoints.set(endpoint.id, endpoint);
  webhooks.setSecrets(endpoint.id, asked.secrets);
  return endpoint;
}

const matches = (type: string, asked: string) =>
  asked.endsWith('*') ? type.startsWith(asked.slice(0, -1)) : type === asked;
