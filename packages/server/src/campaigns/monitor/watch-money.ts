import type { Campaign, CampaignSpend } from '@songtrackpro/contracts';
import { type CampaignSubjects, noteSpend } from '@songtrackpro/db';
import type { SystemContext } from '../../notifications/index.ts';
import { budgetOf } from '../spend/budget-of.ts';
import { stepOccurrence } from '../step-occurrence.ts';
import { takeStep } from '../take-step.ts';
import { nameOf, tellOf } from './tell.ts';

export const noteSpendOf = (
  ctx: Pick<SystemContext, 'tx'>,
  { id }: Pick<Campaign, 'id'>,
  { spentMinor, asOf }: CampaignSpend,
): Promise<void> => noteSpend(ctx.tx, id, spentMinor === null || asOf === null ? null : { spentMinor, asOf });

/**
 * Notes the spend of a campaign, warns once for each threshold amount that it reaches, and pauses a campaign that reached
 * its stop. A budget that is raised makes new amounts, which are told of anew.
 */
export async function watchMoney(
  ctx: SystemContext,
  campaign: Campaign,
  subjects: CampaignSubjects,
  spend: CampaignSpend,
): Promise<void> {
  const { atLeastMinor, currency } = spend;
  await noteSpendOf(ctx, campaign, spend);
  const { pace, level } = budgetOf(campaign, spend, { zone: subjects.zone, now: ctx.now });
  if (pace === null || level === null || level === 'ok') return;
  const { warnAtMinor, stopAtMinor, totalMinor } = pace;
  if (atLeastMinor === null || currency === null) return;
  const values = {
    kind: 'budget_threshold',
    ...nameOf(campaign),
    spentMinor: atLeastMinor,
    budgetMinor: totalMinor,
    currency,
  } as const;
  if (warnAtMinor !== null) {
    tellOf(ctx, subjects, { ...values, threshold: 'warning' }, `${campaign.id}:warning:${warnAtMinor}`);
  }
  if (level !== 'stop') return;
  const step = await takeStep(ctx, { id: campaign.id, version: null, to: 'paused', by: 'schedule' });
  if (step.taken) {
    const { before, after } = step;
    ctx.audit('campaigns.changeStatus', { resource: { kind: 'campaign', id: campaign.id }, before, after });
    ctx.occurred(stepOccurrence(before, after));
  }
  tellOf(ctx, subjects, { ...values, threshold: 'stop' }, `${campaign.id}:stop:${stopAtMinor}`);
}
