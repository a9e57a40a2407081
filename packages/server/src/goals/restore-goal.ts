import type { contract } from '@songtrackpro/contracts';
import { restoreGoal as unmarkDeleted } from '@songtrackpro/db';
import { assertChangeable, loadCampaign } from '../campaigns/index.ts';
import type { Verb } from '../core/endpoint.ts';
import { loadGoal, loadGoalRow } from './load.ts';

export const restoreGoal: Verb<typeof contract.goals.restore> = async (ctx, { id }) => {
  const { goal: before } = await loadGoalRow(ctx, id, true);
  assertChangeable(await loadCampaign(ctx, before.campaignId));
  await unmarkDeleted(ctx.tx, id);
  const after = await loadGoal(ctx, id);
  ctx.audit({ resource: { kind: 'goal', id }, before, after: { ...before, deletedAt: null } });
  return after;
};
