import { type contract, replayLimit } from '@songtrackpro/contracts';
import { insertReplay } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { queueDeliveries } from '../../core/tell-webhooks.ts';
import { loadEnabled } from '../load.ts';

export const replayEvents: Verb<typeof contract.webhooks.replay> = async (ctx, { id, from, to, onlyMissed }) => {
  const { tx, now } = ctx;
  await loadEnabled(ctx, id);
  const range = { endpointId: id, from, to, onlyMissed, limit: replayLimit, now };
  const { queued, nextFrom } = await insertReplay(tx, range);
  await queueDeliveries(ctx, queued);
  const after = { replayedFrom: from, replayedTo: to, deliveries: queued.length };
  ctx.audit({ resource: { kind: 'webhookEndpoint', id }, before: null, after });
  return { deliveries: queued.length, nextFrom };
};
