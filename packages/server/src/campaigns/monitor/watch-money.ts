import type { Campaign, CampaignSpend } from '@songtrackpro/contracts';
import { type CampaignSubjects, noteSpend } from '@songtrackpro/db';
import { budgetOf } from '../spend/budget-of.ts';
import { takeStep } from '../take-step.ts';
import type { SystemContext } from './system-call.ts';
import { tellOf } from './tell.ts';

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
  const { spentMinor, asOf, currency } = spend;
  await noteSpend(ctx.tx, campaign.id, spentMinor === null || asOf === null ? null : { spentMinor, asOf });
  const { pace, level } = budgetOf(campaign, spend, { zone: subjects.zone, now: ctx.now });
  if (pace === null || level === null || level === 'ok') return;
  const { warnAtMinor, stopAtMinor, totalMinor } = pace;
  const values = { spentMinor, totalMinor, currency };
  if (warnAtMinor !== null) {
    await tellOf(ctx, campaign, subjects, {
      type: 'budget_threshold',
      title: `${campaign.name} has spent ${campaign.warnPercent} % of its budget`,
      values: { ...values, level: 'warning', thresholdMinor: warnAtMinor },
      key: `${campaign.id}:warning:${warnAtMinor}`,
    });
  }
  if (level !== 'stop') return;
  const step = await takeStep(ctx, { id: campaign.id, version: null, to: 'paused', by: 'schedule' });
  if (step.taken) {
    const { before, after } = step;
    ctx.audit('campaigns.changeStatus', { resource: { kind: 'campaign', id: campaign.id }, before, after });
  }
  await tellOf(ctx, campaign, subjects, {
    type: 'budget_threshold',
    title: `${campaign.name} has spent ${campaign.stopPercent} % of its budget and is paused`,
    values: { ...values, level: 'stop', thresholdMinor: stopAtMinor },
    key: `${campaign.id}:stop:${stopAtMinor}`,
  });
}
