import type { contract } from '@songtrackpro/contracts';
import { listGoals as readGoals } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { readPage } from '../core/page.ts';
import { withProgress } from './goal-answer.ts';

export const listGoals: Verb<typeof contract.goals.list> = (ctx, input) =>
  readPage(ctx, input, async (request) => {
    const { limit: _, cursor: __, ...filter } = input;
    const { items, next } = await readGoals(ctx.tx, request, filter);
    return { items: await withProgress(ctx, items), next };
  });
