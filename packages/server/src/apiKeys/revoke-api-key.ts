import type { contract } from '@songtrackpro/contracts';
import { revokeApiKey as endApiKey } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { audited, loadApiKey } from './load.ts';

export const revokeApiKey: Verb<typeof contract.apiKeys.revoke> = async (ctx, { id }) => {
  const before = await loadApiKey(ctx, id);
  const after = (await endApiKey(ctx.tx, id, ctx.now)) ?? before;
  ctx.audit({ resource: { kind: 'apiKey', id }, before: audited(before), after: audited(after) });
  return after;
};
