import { type Campaign, type CampaignTemplateContent, daysBetween } from '@songtrackpro/contracts';
import type { GoalRecord } from '@songtrackpro/db';

/** A campaign's plan without what is its own: artist, track, dates, state and spend. */
export function planOf(campaign: Campaign, goals: readonly GoalRecord[]): CampaignTemplateContent {
  const { startDate, endDate, budgetKind, budgetMinor, currency, warnPercent, stopPercent, targeting, creatives } =
    campaign;
  return {
    version: 1,
    days: startDate === null || endDate === null ? null : daysBetween(startDate, endDate) + 1,
    budgetKind,
    budgetMinor,
    currency,
    warnPercent,
    stopPercent,
    targeting,
    creatives,
    tags: campaign.tags,
    goals: goals.map(({ type, baseline, target, dueDate }) => ({
      type,
      baseline,
      target,
      dueAfterDays: startDate === null || dueDate === null ? null : daysBetween(startDate, dueDate),
    })),
  };
}
