import { type contract, dateIn } from '@songtrackpro/contracts';
import { holdScheduledCampaign, updateReportSchedule } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadSchedule, toSchedule, zoneOf } from './load.ts';
import { latestDue } from './periods.ts';

export const updateSchedule: Verb<typeof contract.reports.updateSchedule> = async (ctx, { id, version, ...input }) => {
  const { campaignId } = await loadSchedule(ctx, id);
  await holdScheduledCampaign(ctx.tx, campaignId);
  const before = await loadSchedule(ctx, id);
  const { rhythm = before.rhythm, enabled = before.enabled } = input;
  const sameRhythm = rhythm.every === before.rhythm.every;
  const { to: overBy } = latestDue(rhythm, dateIn(await zoneOf(ctx), ctx.now));
  // What is over when it begins anew isn't made up for, and nothing is made twice.
  const isNew = (enabled && !before.enabled) || !sameRhythm;
  const doneTo = isNew && (!sameRhythm || overBy > before.doneTo) ? overBy : before.doneTo;
  const after = await updateReportSchedule(ctx.tx, { id, version }, { rhythm, enabled, doneTo });
  if (!after) throw new AppError('stale_version', { details: { current: toSchedule(await loadSchedule(ctx, id)) } });
  ctx.audit({ resource: { kind: 'reportSchedule', id }, before: toSchedule(before), after: toSchedule(after) });
  return toSchedule(after);
};
