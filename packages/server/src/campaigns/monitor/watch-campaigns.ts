import { listCampaignsWithSubjects } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { readCampaignNumbers, toGoal } from '../../goals/index.ts';
import { inSystemCall, type SystemContext } from '../../notifications/index.ts';
import { spendOf } from '../spend/spend-of.ts';
import { watchGoals } from './watch-goals.ts';
import { watchMoney } from './watch-money.ts';

const pageSize = 100;

/** Looks at one page of the running campaigns. Answers where the next one begins; null after the last. */
async function watchPage(
  ctx: SystemContext,
  status: 'active' | 'paused',
  after: string | null,
): Promise<string | null> {
  const request = { limit: pageSize, after };
  const { items, next } = await listCampaignsWithSubjects(ctx.tx, request, { status }, 'newest');
  const wanted = items.map(({ subjects, goals }) => ({ subjects, goals: goals.map(({ type }) => type), spend: true }));
  const numbers = await readCampaignNumbers(ctx, wanted);
  for (const { campaign, subjects, goals } of items) {
    const standing = goals.map((goal) => toGoal(goal, subjects, numbers, ctx.now));
    await watchGoals(ctx, campaign, subjects, standing);
    await watchMoney(ctx, campaign, subjects, spendOf(campaign, subjects, numbers));
  }
  return next;
}

/** Computes spend and progress of an organization's running campaigns and tells what they have come to. */
export async function watchCampaigns(services: Services, { id }: { id: string }): Promise<void> {
  // Paused ones first: what is paused on the way need not be looked at twice.
  for (const status of ['paused', 'active'] as const) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await inSystemCall(services, id, (ctx) => watchPage(ctx, status, from));
    } while (after !== null);
  }
}
