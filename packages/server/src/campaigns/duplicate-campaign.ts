import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../core/endpoint.ts';
import { createFromPlan } from './create-from-plan.ts';
import { loadWithGoals } from './load-with-goals.ts';
import { planOf } from './plan-of.ts';
import { presentLinks } from './present-links.ts';

const longestName = 300;

export const duplicateCampaign: Verb<typeof contract.campaigns.duplicate> = async (ctx, { id, name, startDate }) => {
  const { campaign, goals } = await loadWithGoals(ctx, id);
  const copyName = name ?? `${campaign.name.slice(0, longestName - 7)} (copy)`;
  return createFromPlan(ctx, planOf(campaign, goals), {
    name: copyName,
    ...(await presentLinks(ctx, campaign)),
    startDate: startDate ?? null,
  });
};
