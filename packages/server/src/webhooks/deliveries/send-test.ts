import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { tellWebhooks } from '../../core/tell-webhooks.ts';
import { loadDelivery, loadEnabled } from '../load.ts';

export const sendTest: Verb<typeof contract.webhooks.sendTest> = async (ctx, { id }) => {
  await loadEnabled(ctx, id);
  const data = { endpointId: id, message: 'This is a test of your webhook endpoint.' };
  const [made] = await tellWebhooks(ctx, { type: 'webhook.test', data }, { endpointId: id });
  if (!made) throw new Error('a test is delivered to its endpoint');
  const { requestBody: _, log: __, ...delivery } = await loadDelivery(ctx, made.id);
  ctx.audit({ resource: { kind: 'webhookEndpoint', id }, before: null, after: { deliveryId: made.id } });
  return delivery;
};
