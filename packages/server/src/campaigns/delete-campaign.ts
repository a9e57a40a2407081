import type { contract } from '@songtrackpro/contracts';
import { deleteCampaign as markDeleted } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { holdCampaign, loadDeletedCampaign } from './load.ts';

export const deleteCampaign: Verb<typeof contract.campaigns.delete> = async (ctx, { id }) => {
  const before = await holdCampaign(ctx, id);
  if (before.status === 'active') {
    throw new AppError('conflict', {
      message: 'A running campaign is not deleted. Pause or complete it first.',
      details: { status: before.status },
    });
  }
  await markDeleted(ctx.tx, id);
  const after = await loadDeletedCampaign(ctx, id);
  ctx.audit({ resource: { kind: 'campaign', id }, before, after });
  return after;
};
