import type { contract } from '@songtrackpro/contracts';
import { listAdCampaigns as readLinks } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { loadCampaign } from '../load.ts';

export const listAdCampaigns: Verb<typeof contract.campaigns.listAdCampaigns> = async (ctx, { id }) => {
  await loadCampaign(ctx, id);
  return { campaignId: id, adCampaigns: await readLinks(ctx.tx, id) };
};
