import type { contract } from '@songtrackpro/contracts';
import { insertCampaignTemplate } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { loadWithGoals } from '../load-with-goals.ts';
import { planOf } from '../plan-of.ts';

export const saveAsTemplate: Verb<typeof contract.campaigns.saveAsTemplate> = async (ctx, { campaignId, name }) => {
  const { campaign, goals } = await loadWithGoals(ctx, campaignId);
  const { organizationId } = ctx;
  const template = await insertCampaignTemplate(ctx.tx, { organizationId, name, content: planOf(campaign, goals) });
  ctx.audit({ resource: { kind: 'campaignTemplate', id: template.id }, before: null, after: template });
  return template;
};
