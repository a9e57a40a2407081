import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { changeStatus } from './change-status.ts';
import { createCampaign } from './create-campaign.ts';
import { deleteCampaign } from './delete-campaign.ts';
import { deleteCampaigns, restoreCampaigns } from './delete-many.ts';
import { duplicateCampaign } from './duplicate-campaign.ts';
import { getCampaign } from './get-campaign.ts';
import { linkAdCampaigns } from './links/link-ad-campaigns.ts';
import { listAdCampaigns } from './links/list-ad-campaigns.ts';
import { unlinkAdCampaigns } from './links/unlink-ad-campaigns.ts';
import { listCampaigns } from './list-campaigns.ts';
import { publishCampaign } from './platform/publish-campaign.ts';
import { getPlatformChange, listPlatformChanges } from './platform/read-platform-changes.ts';
import { setPlatformBudget, setPlatformStatus } from './platform/steer-ad-campaign.ts';
import { readReadiness } from './read-readiness.ts';
import { restoreCampaign } from './restore-campaign.ts';
import { getBudget } from './spend/get-budget.ts';
import { listStandings } from './spend/list-standings.ts';
import { createFromTemplate } from './templates/create-from-template.ts';
import { deleteTemplate } from './templates/delete-template.ts';
import { getTemplate } from './templates/get-template.ts';
import { listTemplates } from './templates/list-templates.ts';
import { restoreTemplate } from './templates/restore-template.ts';
import { saveAsTemplate } from './templates/save-as-template.ts';
import { updateTemplate } from './templates/update-template.ts';
import { updateCampaign } from './update-campaign.ts';
import { updateManyCampaigns } from './update-many.ts';

export const campaignsEndpoints = implement('campaigns', contract.campaigns, {
  create: createCampaign,
  updateMany: updateManyCampaigns,
  deleteMany: deleteCampaigns,
  restoreMany: restoreCampaigns,
  overview: listStandings,
  list: listCampaigns,
  get: getCampaign,
  update: updateCampaign,
  readiness: readReadiness,
  changeStatus,
  budget: getBudget,
  delete: deleteCampaign,
  restore: restoreCampaign,
  duplicate: duplicateCampaign,
  linkAdCampaigns,
  unlinkAdCampaigns,
  listAdCampaigns,
  publish: publishCampaign,
  setPlatformStatus,
  setPlatformBudget,
  getPlatformChange,
  listPlatformChanges,
  saveAsTemplate,
  createFromTemplate,
  listTemplates,
  getTemplate,
  updateTemplate,
  deleteTemplate,
  restoreTemplate,
});
