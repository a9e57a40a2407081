import type { contract } from '@songtrackpro/contracts';
import { findAdCampaigns, listAdCampaigns, linkAdCampaigns as writeLinks } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { assertChangeable } from '../check-plan.ts';
import { holdCampaign } from '../load.ts';
import { idsOf } from './ids-of.ts';

export const linkAdCampaigns: Verb<typeof contract.campaigns.linkAdCampaigns> = async (ctx, input) => {
  const { id, adCampaignIds } = input;
  const campaign = await holdCampaign(ctx, id);
  assertChangeable(campaign);
  if (campaign.origin === 'import') {
    throw new AppError('conflict', {
      message: 'This campaign was imported: it is itself one of the ad platform’s.',
      details: { field: 'id' },
    });
  }
  const known = new Set((await findAdCampaigns(ctx.tx, adCampaignIds)).map((found) => found.id));
  const missing = adCampaignIds.filter((adCampaignId) => !known.has(adCampaignId));
  if (missing.length > 0) {
    throw new AppError('not_found', {
      message: 'There is no such imported campaign.',
      details: { entity: 'adCampaign', ids: missing },
    });
  }
  const before = await listAdCampaigns(ctx.tx, id);
  const taken = await writeLinks(ctx.tx, ctx.organizationId, id, adCampaignIds);
  if (taken.length > 0) {
    throw new AppError('conflict', {
      message: 'An ad campaign carries out one of ours only. Unlink it there first.',
      details: { field: 'adCampaignIds', ids: taken },
    });
  }
  const adCampaigns = await listAdCampaigns(ctx.tx, id);
  ctx.audit({ resource: { kind: 'campaign', id }, before: idsOf(before), after: idsOf(adCampaigns) });
  return { campaignId: id, adCampaigns };
};
