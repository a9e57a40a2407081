import type { contract } from '@songtrackpro/contracts';
import { restoreCampaign as unmarkDeleted } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { loadCampaign, loadDeletedCampaign } from './load.ts';

export const restoreCampaign: Verb<typeof contract.campaigns.restore> = async (ctx, { id }) => {
  const before = await loadDeletedCampaign(ctx, id);
  await unmarkDeleted(ctx.tx, id);
  const after = await loadCampaign(ctx, id);
  ctx.audit({ resource: { kind: 'campaign', id }, before, after });
  return after;
};
