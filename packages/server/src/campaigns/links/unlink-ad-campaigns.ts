import type { contract } from '@songtrackpro/contracts';
import { listAdCampaigns, unlinkAdCampaigns as removeLinks } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { holdCampaign } from '../load.ts';
import { idsOf } from './ids-of.ts';

export const unlinkAdCampaigns: Verb<typeof contract.campaigns.unlinkAdCampaigns> = async (ctx, input) => {
  const { id, adCampaignIds } = input;
  await holdCampaign(ctx, id);
  const before = await listAdCampaigns(ctx.tx, id);
  await removeLinks(ctx.tx, id, adCampaignIds);
  const adCampaigns = await listAdCampaigns(ctx.tx, id);
  ctx.audit({ resource: { kind: 'campaign', id }, before: idsOf(before), after: idsOf(adCampaigns) });
  return { campaignId: id, adCampaigns };
};
