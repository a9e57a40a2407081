import { type Campaign, type CampaignSpend, type contract, type Pace, paceOf } from '@songtrackpro/contracts';
import type { z } from 'zod';

type Level = z.output<typeof contract.campaigns.budget.output>['level'];

export interface BudgetStanding {
  pace: Pace | null;
  level: Level;
}

function levelOf({ warnAtMinor, stopAtMinor }: Pace, spentMinor: number): Level {
  if (stopAtMinor !== null && spentMinor >= stopAtMinor) return 'stop';
  return warnAtMinor !== null && spentMinor >= warnAtMinor ? 'warning' : 'ok';
}

/** How a campaign's spend stands against its plan; null where it has no plan yet. */
export function budgetOf(
  campaign: Campaign,
  { spentMinor, through }: Pick<CampaignSpend, 'spentMinor' | 'through'>,
  at: { zone: string; now: Date },
): BudgetStanding {
  const { startDate, endDate, budgetMinor } = campaign;
  if (startDate === null || endDate === null || budgetMinor === null) return { pace: null, level: null };
  const spend = spentMinor === null || through === null ? null : { spentMinor, through };
  const pace = paceOf({ ...campaign, startDate, endDate, budgetMinor }, spend, at);
  return { pace, level: spend && levelOf(pace, spend.spentMinor) };
}
