import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { createGoal } from './create-goal.ts';
import { deleteGoal } from './delete-goal.ts';
import { getGoal } from './get-goal.ts';
import { listGoals } from './list-goals.ts';
import { restoreGoal } from './restore-goal.ts';
import { updateGoal } from './update-goal.ts';

export const goalsEndpoints = implement('goals', contract.goals, {
  create: createGoal,
  get: getGoal,
  list: listGoals,
  update: updateGoal,
  delete: deleteGoal,
  restore: restoreGoal,
});
