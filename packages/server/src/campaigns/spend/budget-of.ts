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
  { spentMinor, atLeastMinor, through }: Pick<CampaignSpend, 'spentMinor' | 'atLeastMinor' | 'through'>,
  at: { zone: string; now: Date },
): BudgetStanding {
  const { startDate, endDate, budgetMinor } = campaign;
  if (startDate === null || endDate === null || budgetMinor === null) return { pace: null, level: null };
  const spend = spentMinor === null || through === null ? null : { spentMinor, through };
  const pace = paceOf({ ...campaign, startDate, endDate, budgetMinor }, spend, at);
  if (spend) return { pace, level: levelOf(pace, spend.spentMinor) };
  // A part of the spend decides only where it reaches a threshold by itself.
  const reached = atLeastMinor === null ? 'ok' : levelOf(pace, atLeastMinor);
  return { pace, level: reached === 'ok' ? null : reached };
}
