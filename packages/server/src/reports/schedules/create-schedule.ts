import { type contract, dateIn } from '@songtrackpro/contracts';
import { holdScheduledCampaign, insertReportSchedule } from '@songtrackpro/db';
import { loadCampaign } from '../../campaigns/index.ts';
import type { Verb } from '../../core/endpoint.ts';
import { toSchedule, zoneOf } from './load.ts';
import { latestDue } from './periods.ts';

export const createSchedule: Verb<typeof contract.reports.createSchedule> = async (ctx, { campaignId, rhythm }) => {
  if (!(await holdScheduledCampaign(ctx.tx, campaignId))) await loadCampaign(ctx, campaignId);
  const { organizationId } = ctx;
  // What was over before there was a schedule isn't made up for.
  const { to: doneTo } = latestDue(rhythm, dateIn(await zoneOf(ctx), ctx.now));
  const schedule = toSchedule(await insertReportSchedule(ctx.tx, { organizationId, campaignId, rhythm, doneTo }));
  ctx.audit({ resource: { kind: 'reportSchedule', id: schedule.id }, before: null, after: schedule });
  return schedule;
};
