import type { contract } from '@songtrackpro/contracts';
import { updateGoal as writeGoal } from '@songtrackpro/db';
import { assertChangeable, loadCampaign } from '../campaigns/index.ts';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { presentFields } from '../core/present-fields.ts';
import { assertDue, assertTarget } from './check-goal.ts';
import { loadGoal, loadGoalRow } from './load.ts';

export const updateGoal: Verb<typeof contract.goals.update> = async (ctx, { id, version, ...input }) => {
  const { goal: before } = await loadGoalRow(ctx, id);
  const campaign = await loadCampaign(ctx, before.campaignId);
  assertChangeable(campaign);
  const changes = presentFields(input);
  assertTarget({ ...before, ...changes });
  assertDue(campaign, { ...before, ...changes }.dueDate);
  if (!(await writeGoal(ctx.tx, { id, version }, changes)))
    throw new AppError('stale_version', { details: { current: await loadGoal(ctx, id) } });
  ctx.audit({ resource: { kind: 'goal', id }, before, after: { ...before, ...changes } });
  return loadGoal(ctx, id);
};
