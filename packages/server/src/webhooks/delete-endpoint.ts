import type { contract } from '@songtrackpro/contracts';
import { deleteEndpoint as removeEndpoint } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { audited, loadEndpoint } from './load.ts';

export const deleteEndpoint: Verb<typeof contract.webhooks.delete> = async (ctx, { id }) => {
  const before = await loadEndpoint(ctx, id);
  await removeEndpoint(ctx.tx, id);
  ctx.audit({ resource: { kind: 'webhookEndpoint', id }, before: audited(before), after: null });
  return { id };
};
