import type { contract } from '@songtrackpro/contracts';
import { insertGoals } from '@songtrackpro/db';
import { assertChangeable, loadCampaign } from '../campaigns/index.ts';
import type { Verb } from '../core/endpoint.ts';
import { assertDue } from './check-goal.ts';
import { loadGoal } from './load.ts';

export const createGoal: Verb<typeof contract.goals.create> = async (ctx, input) => {
  const campaign = await loadCampaign(ctx, input.campaignId);
  assertChangeable(campaign);
  assertDue(campaign, input.dueDate ?? null);
  const { campaignId, type, baseline, target, dueDate = null } = input;
  const [id = ''] = await insertGoals(ctx.tx, [
    { organizationId: ctx.organizationId, campaignId, type, baseline, target, dueDate },
  ]);
  const goal = await loadGoal(ctx, id);
  ctx.audit({ resource: { kind: 'goal', id }, before: null, after: goal });
  return goal;
};
