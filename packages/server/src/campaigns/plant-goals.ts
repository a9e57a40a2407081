import { addDays, type GoalType } from '@songtrackpro/contracts';
import { insertGoals } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';

export interface PlannedGoal {
  type: GoalType;
  baseline: number;
  target: number;
  /** Days from the start to the deadline; null where it was the campaign's end or none. */
  dueAfterDays: number | null;
}

/** Sets a new campaign the goals of another plan, with deadlines counted from its own first day. */
export async function plantGoals(
  ctx: Pick<Context, 'tx' | 'organizationId'>,
  campaign: { id: string; startDate: string | null },
  goals: readonly PlannedGoal[],
): Promise<void> {
  const rows = goals.map(({ type, baseline, target, dueAfterDays }) => ({
    organizationId: ctx.organizationId,
    campaignId: campaign.id,
    type,
    baseline,
    target,
    dueDate: dueAfterDays === null || campaign.startDate === null ? null : addDays(campaign.startDate, dueAfterDays),
  }));
  await insertGoals(ctx.tx, rows);
}
