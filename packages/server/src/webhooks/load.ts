import type { WebhookDeliveryDetail, WebhookEndpoint } from '@songtrackpro/contracts';
import { findEndpoint, findWebhookDelivery } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** The organization's endpoint of this id, or `not_found`. */
export async function loadEndpoint(ctx: Pick<Context, 'tx' | 'now'>, id: string): Promise<WebhookEndpoint> {
  const endpoint = await findEndpoint(ctx.tx, id, ctx.now);
  if (endpoint) return endpoint;
  throw new AppError('not_found', {
    message: 'There is no such webhook endpoint.',
    details: { entity: 'webhookEndpoint', id },
  });
}

/** The same where something is to be sent to it. */
export async function loadEnabled(ctx: Pick<Context, 'tx' | 'now'>, id: string): Promise<WebhookEndpoint> {
  const endpoint = await loadEndpoint(ctx, id);
  if (endpoint.enabled) return endpoint;
  throw new AppError('conflict', {
    message: 'This endpoint is disabled. Enable it with `webhooks.update` first.',
    details: { field: 'enabled', status: endpoint.disabledReason },
  });
}

export async function loadDelivery(ctx: Pick<Context, 'tx'>, id: string): Promise<WebhookDeliveryDetail> {
  const delivery = await findWebhookDelivery(ctx.tx, id);
  if (delivery) return delivery;
  throw new AppError('not_found', {
    message: 'There is no such delivery.',
    details: { entity: 'webhookDelivery', id },
  });
}

/** What the audit tells of an endpoint: not how its receiver is, which is no change of anybody's. */
export function audited({ failingSince: _, ...rest }: WebhookEndpoint): object {
  return rest;
}
