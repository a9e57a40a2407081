import { addDays, dateIn } from '@songtrackpro/contracts';
import { type CampaignFilter, listCampaignsWithSubjects } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { readCampaignNumbers, toGoal } from '../../goals/index.ts';
import { inSystemCall, type SystemContext } from '../../notifications/index.ts';
import { spendOf } from '../spend/spend-of.ts';
import { watchGoals } from './watch-goals.ts';
import { noteSpendOf, watchMoney } from './watch-money.ts';

const pageSize = 100;

/** Days after the end of a campaign and the deadlines of its goals for which numbers that come late are still looked at. */
const lateDays = 30;

/** The day on or after which a completed campaign must have ended, or had a goal's deadline, to be looked at. */
export const lateFromOf = (today: string): string => addDays(today, -lateDays);

type Watched = Pick<CampaignFilter, 'status' | 'lateFrom'>;

/** Looks at one page of campaigns. Answers where the next one begins; null after the last. */
async function watchPage(ctx: SystemContext, watched: Watched, after: string | null): Promise<string | null> {
  const request = { limit: pageSize, after };
  const { items, next } = await listCampaignsWithSubjects(ctx.tx, request, watched, 'newest');
  const wanted = items.map(({ subjects, goals }) => ({ subjects, goals: goals.map(({ type }) => type), spend: true }));
  const numbers = await readCampaignNumbers(ctx, wanted);
  for (const { campaign, subjects, goals } of items) {
    const standing = goals.map((goal) => toGoal(goal, subjects, numbers, ctx.now));
    await watchGoals(ctx, campaign, subjects, standing);
    const spend = spendOf(campaign, subjects, numbers);
    // What is over has no step to take and nothing to warn of.
    if (campaign.status === 'completed') await noteSpendOf(ctx, campaign, spend);
    else await watchMoney(ctx, campaign, subjects, spend);
  }
  return next;
}

/**
 * Computes spend and progress of an organization's running campaigns, and of those that were completed lately, and tells
 * what they have come to.
 */
export async function watchCampaigns(services: Services, { id, zone }: { id: string; zone: string }): Promise<void> {
  const lateFrom = lateFromOf(dateIn(zone, services.clock()));
  // Paused ones before active ones: what is paused on the way need not be looked at twice.
  for (const watched of [{ status: 'paused' }, { status: 'active' }, { status: 'completed', lateFrom }] as const) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      after = await inSystemCall(services, id, (ctx) => watchPage(ctx, watched, from));
    } while (after !== null);
  }
}
