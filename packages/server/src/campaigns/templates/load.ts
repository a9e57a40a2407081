import type { CampaignTemplate } from '@songtrackpro/contracts';
import { findCampaignTemplate } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';

/** The organization's template of this id, or `not_found`; with `deleted` one that was deleted. */
export async function loadTemplate(ctx: Pick<Context, 'tx'>, id: string, deleted = false): Promise<CampaignTemplate> {
  const template = await findCampaignTemplate(ctx.tx, id, deleted);
  if (!template) {
    throw new AppError('not_found', {
      message: deleted ? 'There is no deleted template of this id.' : 'There is no such template.',
      details: { entity: 'campaignTemplate', id },
    });
  }
  return template;
}
