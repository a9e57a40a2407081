import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createCampaign } from './create-campaign.ts';
import { getCampaign } from './get-campaign.ts';
import { listCampaigns } from './list-campaigns.ts';
import { updateCampaign } from './update-campaign.ts';

export const campaignsEndpoints = implement('campaigns', contract.campaigns, {
  create: createCampaign,
  get: getCampaign,
  list: listCampaigns,
  update: updateCampaign,
});
