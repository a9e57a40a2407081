import { type WebhookEvent, type WebhookOccurrence, webhookEventKinds } from '@songtrackpro/contracts';
import { insertWebhookEvent, type QueuedDelivery, type TenantTransaction } from '@songtrackpro/db';
import type { Services } from './context.ts';
import { uuidV7 } from './uuid-v7.ts';

/** The queue of attempts to deliver; a job names one delivery. */
export const webhookQueue = 'deliver-webhooks';

interface Telling {
  tx: TenantTransaction;
  organizationId: string;
  services: Pick<Services, 'jobs' | 'clock'>;
}

/** Hands deliveries to the queue, as part of the transaction. */
export async function queueDeliveries(
  { tx, organizationId, services }: Telling,
  deliveries: readonly QueuedDelivery[],
  startAfter?: Date,
): Promise<void> {
  for (const { id, endpointId } of deliveries) {
    const wait = startAfter ? { startAfter } : {};
    await services.jobs.send(webhookQueue, { organizationId, id }, { tx, group: endpointId, ...wait });
  }
}

/**
 * Tells the organization's webhook endpoints what happened, unless they were told of the same `key` before. It commits or
 * goes with the transaction. Call it last: it makes others of the organization wait. With an endpoint only that one is
 * told. Answers the deliveries.
 */
export async function tellWebhooks(
  ctx: Telling,
  { type, data }: WebhookOccurrence,
  { key = null, endpointId }: { key?: string | null; endpointId?: string } = {},
): Promise<QueuedDelivery[]> {
  const { tx, organizationId, services } = ctx;
  const at = services.clock();
  const { version, data: shape } = webhookEventKinds[type];
  const id = uuidV7(at);
  const envelope = { id, type, version, timestamp: at.toISOString(), organizationId } satisfies Omit<
    WebhookEvent,
    'data'
  >;
  const body = JSON.stringify({ ...envelope, data: shape.parse(data) });
  const told = { id, organizationId, type, key, body, at, ...(endpointId !== undefined && { endpointId }) };
  const deliveries = await insertWebhookEvent(tx, told);
  await queueDeliveries(ctx, deliveries);
  return deliveries;
}
