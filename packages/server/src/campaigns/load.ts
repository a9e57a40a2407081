import type { Campaign } from '@songtrackpro/contracts';
import { findCampaign, findDeletedCampaign, lockCampaign } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

export const noSuchCampaign = (id: string, message = 'There is no such campaign.') =>
  new AppError('not_found', { message, details: { entity: 'campaign', id } });

/** The organization's campaign of this id, or `not_found`. */
export async function loadCampaign(ctx: Pick<Context, 'tx'>, id: string): Promise<Campaign> {
  const campaign = await findCampaign(ctx.tx, id);
  if (!campaign) throw noSuchCampaign(id);
  return campaign;
}

/** The same, held against changes by others until the call ends. */
export async function holdCampaign(ctx: Pick<Context, 'tx'>, id: string): Promise<Campaign> {
  const campaign = await lockCampaign(ctx.tx, id);
  if (!campaign) throw noSuchCampaign(id);
  return campaign;
}

/** A campaign that was deleted, or `not_found`. */
export async function loadDeletedCampaign(ctx: Pick<Context, 'tx'>, id: string): Promise<Campaign> {
  const campaign = await findDeletedCampaign(ctx.tx, id);
  if (!campaign) throw noSuchCampaign(id, 'There is no deleted campaign of this id.');
  return campaign;
}
