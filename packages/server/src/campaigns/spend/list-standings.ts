import type { contract } from '@songtrackpro/contracts';
import { listCampaignsWithSubjects } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';
import { readCampaignNumbers, toGoal } from '../../goals/index.ts';
import { spendOf } from './spend-of.ts';

export const listStandings: Verb<typeof contract.campaigns.overview> = (ctx, input) =>
  readPage(ctx, input, async (request) => {
    const { limit: _, cursor: __, sort, ...filter } = input;
    const { items, next } = await listCampaignsWithSubjects(ctx.tx, request, filter, sort);
    const wanted = items.map(({ subjects, goals }) => ({
      subjects,
      goals: goals.map(({ type }) => type),
      spend: true,
    }));
    const numbers = await readCampaignNumbers(ctx, wanted);
    return {
      items: items.map(({ campaign, subjects, goals }) => ({
        campaign,
        spend: spendOf(campaign, subjects, numbers),
        goals: goals.map((goal) => toGoal(goal, subjects, numbers, ctx.now)),
      })),
      next,
    };
  });
