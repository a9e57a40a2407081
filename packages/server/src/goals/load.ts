import type { Goal } from '@songtrackpro/contracts';
import { findGoal, type GoalWithSubjects } from '@songtrackpro/db';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import { withProgress } from './goal-answer.ts';

/** The stored goal of this id, or `not_found`; with `deleted` one that was deleted. */
export async function loadGoalRow(ctx: Pick<Context, 'tx'>, id: string, deleted = false): Promise<GoalWithSubjects> {
  const found = await findGoal(ctx.tx, id, deleted);
  if (!found) {
    throw new AppError('not_found', {
      message: deleted ? 'There is no deleted goal of this id.' : 'There is no such goal.',
      details: { entity: 'goal', id },
    });
  }
  return found;
}

/** The goal of this id with its progress, or `not_found`. */
export async function loadGoal(ctx: Context, id: string): Promise<Goal> {
  const [goal] = await withProgress(ctx, [await loadGoalRow(ctx, id)]);
  if (!goal) throw new AppError('not_found');
  return goal;
}
