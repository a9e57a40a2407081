import type { Campaign, Goal } from '@songtrackpro/contracts';
import { type CampaignSubjects, noteProgress } from '@songtrackpro/db';
import type { SystemContext } from '../../notifications/index.ts';
import { nameOf, tellOf } from './tell.ts';

/** Notes how far the goals are, and tells once of each that was reached, also when a source takes it back and states it anew. */
export async function watchGoals(
  ctx: SystemContext,
  campaign: Campaign,
  subjects: CampaignSubjects,
  goals: readonly Goal[],
): Promise<void> {
  for (const { id, type, target, status, progress } of goals) {
    const { current, atLeast, asOf } = progress;
    const isReached = status === 'reached';
    await noteProgress(ctx.tx, id, { current, asOf, reachedAt: isReached ? ctx.now.toISOString() : null });
    if (!isReached || atLeast === null) continue;
    const reached = { goalId: id, metric: type, target, value: atLeast };
    tellOf(ctx, subjects, { kind: 'goal_reached', ...nameOf(campaign), ...reached }, `${id}:${target}`);
  }
}
