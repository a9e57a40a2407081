import { dateIn, type Goal, goalStatusOf, goalUnits } from '@songtrackpro/contracts';
import type { CampaignSubjects, GoalRecord, GoalWithSubjects } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import type { NumbersBySubject } from './numbers.ts';
import { progressOf } from './progress.ts';
import { readCampaignNumbers } from './read-numbers.ts';

/** A goal with its progress and how it stands at a moment. */
export function toGoal(goal: GoalRecord, subjects: CampaignSubjects, numbers: NumbersBySubject, now: Date): Goal {
  const progress = progressOf(goal, subjects, numbers);
  const { baseline, target } = goal;
  const { current, atLeast } = progress;
  const status = goalStatusOf({
    baseline,
    target,
    // A part of the whole decides only where it reaches the target by itself.
    current: current ?? (atLeast !== null && atLeast >= target ? atLeast : null),
    startDate: subjects.startDate,
    dueDate: goal.dueDate ?? subjects.endDate,
    through: progress.through,
    today: dateIn(subjects.zone, now),
  });
  return { ...goal, unit: goalUnits[goal.type], progress, status };
}

/** Goals with their progress, from one round of requests. */
export async function withProgress(
  ctx: Pick<Context, 'organizationId' | 'services' | 'now'>,
  rows: readonly GoalWithSubjects[],
): Promise<Goal[]> {
  const wanted = rows.map(({ goal, subjects }) => ({ subjects, goals: [goal.type], spend: false }));
  const numbers = await readCampaignNumbers(ctx, wanted);
  return rows.map(({ goal, subjects }) => toGoal(goal, subjects, numbers, ctx.now));
}
