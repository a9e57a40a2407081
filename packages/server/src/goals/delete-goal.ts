import type { contract } from '@songtrackpro/contracts';
import { countGoals, deleteGoal as markDeleted } from '@songtrackpro/db';
import { holdCampaign } from '../campaigns/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadGoal, loadGoalRow } from './load.ts';

export const deleteGoal: Verb<typeof contract.goals.delete> = async (ctx, { id }) => {
  const before = await loadGoal(ctx, id);
  // Two people who each delete one of two goals must not both succeed.
  const { status } = await holdCampaign(ctx, before.campaignId);
  if ((status === 'active' || status === 'paused') && (await countGoals(ctx.tx, before.campaignId)) <= 1) {
    throw new AppError('conflict', {
      message: 'A running campaign keeps a goal. Set another one first, or complete the campaign.',
      details: { field: 'id', status },
    });
  }
  await markDeleted(ctx.tx, id);
  const { goal } = await loadGoalRow(ctx, id, true);
  const after = { ...before, deletedAt: goal.deletedAt };
  ctx.audit({ resource: { kind: 'goal', id }, before, after });
  return after;
};
