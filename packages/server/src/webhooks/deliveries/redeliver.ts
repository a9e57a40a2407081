import type { contract } from '@songtrackpro/contracts';
import { insertRedelivery } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { queueDeliveries } from '../../core/tell-webhooks.ts';
import { loadDelivery, loadEnabled } from '../load.ts';

export const redeliver: Verb<typeof contract.webhooks.redeliver> = async (ctx, { id }) => {
  const { tx, organizationId, now } = ctx;
  const { endpointId, eventId, eventType, requestBody } = await loadDelivery(ctx, id);
  await loadEnabled(ctx, endpointId);
  if (requestBody === null)
    throw new AppError('conflict', {
      message: 'This event is older than 90 days, and what it said is no longer kept.',
      details: { field: 'id' },
    });
  const delivery = await insertRedelivery(tx, { organizationId, endpointId, eventId, eventType, now });
  await queueDeliveries(ctx, [delivery]);
  ctx.audit({
    resource: { kind: 'webhookEndpoint', id: endpointId },
    before: null,
    after: { deliveryId: delivery.id, eventId },
  });
  return delivery;
};
