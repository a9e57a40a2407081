import type { Campaign } from '@songtrackpro/contracts';
import { findCampaign } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** The organization's campaign of this id, or `not_found`. */
export async function loadCampaign(ctx: Pick<Context, 'tx'>, id: string): Promise<Campaign> {
  const campaign = await findCampaign(ctx.tx, id);
  if (!campaign) {
    throw new AppError('not_found', { message: 'There is no such campaign.', details: { entity: 'campaign', id } });
  }
  return campaign;
}
