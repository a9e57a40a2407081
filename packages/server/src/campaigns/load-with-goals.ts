import { type CampaignWithSubjects, findCampaignWithSubjects } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** A campaign with its goals and where its numbers are found, or `not_found`. */
export async function loadWithGoals(ctx: Pick<Context, 'tx'>, id: string): Promise<CampaignWithSubjects> {
  const found = await findCampaignWithSubjects(ctx.tx, id);
  if (!found)
    throw new AppError('not_found', { message: 'There is no such campaign.', details: { entity: 'campaign', id } });
  return found;
}
