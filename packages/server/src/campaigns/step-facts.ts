import {
  type Campaign,
  checkCreativeLinks,
  dateIn,
  plannedTotal,
  type StepFacts,
  thresholdMinor,
} from '@songtrackpro/contracts';
import type { CampaignWithSubjects } from '@songtrackpro/db';
import { hasItsAudiences } from '../audiences/index.ts';
import type { Context } from '../core/context.ts';
import { readCampaignNumbers } from '../goals/index.ts';
import { presentLinks } from './present-links.ts';
import { spendOf } from './spend/spend-of.ts';

function stopOf({ budgetMinor, budgetKind, startDate, endDate, stopPercent }: Campaign): number | null {
  if (budgetMinor === null || startDate === null || endDate === null) return null;
  return thresholdMinor(plannedTotal({ budgetKind, budgetMinor, startDate, endDate }), stopPercent);
}

/** What is known of a campaign that is to become active. */
export async function readStepFacts(
  ctx: Pick<Context, 'tx' | 'organizationId' | 'services' | 'now'>,
  { campaign, subjects, goals }: CampaignWithSubjects,
): Promise<StepFacts> {
  const numbers = await readCampaignNumbers(ctx, [{ subjects, goals: [], spend: true }]);
  return {
    ...campaign,
    ...(await presentLinks(ctx, campaign)),
    goals: goals.length,
    hasItsAudiences: await hasItsAudiences(ctx, campaign.targeting),
    brokenLinks: checkCreativeLinks(campaign.creatives).filter(({ severity }) => severity === 'error').length,
    today: dateIn(subjects.zone, ctx.now),
    spentMinor: spendOf(campaign, subjects, numbers).atLeastMinor,
    stopMinor: stopOf(campaign),
  };
}
