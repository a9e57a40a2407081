import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { readCampaignNumbers } from '../../goals/index.ts';
import { loadWithGoals } from '../load-with-goals.ts';
import { budgetOf } from './budget-of.ts';
import { spendOf } from './spend-of.ts';

export const getBudget: Verb<typeof contract.campaigns.budget> = async (ctx, { id }) => {
  const { campaign, subjects } = await loadWithGoals(ctx, id);
  const numbers = await readCampaignNumbers(ctx, [{ subjects, goals: [], spend: true }]);
  const spend = spendOf(campaign, subjects, numbers);
  const { pace, level } = budgetOf(campaign, spend, { zone: subjects.zone, now: ctx.now });
  return { campaignId: id, asOf: ctx.now.toISOString(), spend, pace, level };
};
