import { dateIn } from '@songtrackpro/contracts';
import { listDueCampaigns } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { loadWithGoals } from '../load-with-goals.ts';
import { takeStep } from '../take-step.ts';
import { inSystemCall, type SystemContext } from './system-call.ts';
import { tellOf } from './tell.ts';

type Due = Awaited<ReturnType<typeof listDueCampaigns>>[number];

const steps = {
  start: { to: 'active', type: 'campaign_started', happened: 'has started' },
  end: { to: 'completed', type: 'campaign_ended', happened: 'has ended' },
} as const;

/** A step that a campaign isn't ready for is left; it is looked at again in the next round. */
async function takeDueStep(ctx: SystemContext, { id, due }: Due): Promise<void> {
  const { to, type, happened } = steps[due];
  const outcome = await takeStep(ctx, { id, version: null, to, by: 'schedule' });
  if (!outcome.taken) {
    ctx.services.log.info({ campaignId: id, to, refusal: outcome.reason }, 'a scheduled step was not taken');
    return;
  }
  const { before, after } = outcome;
  ctx.audit('campaigns.changeStatus', { resource: { kind: 'campaign', id }, before, after });
  const { subjects } = await loadWithGoals(ctx, id);
  await tellOf(ctx, after, subjects, {
    type,
    title: `${after.name} ${happened}`,
    values: { startDate: after.startDate, endDate: after.endDate },
    key: id,
  });
}

/** Starts what begins and completes what is over, by the organization's own calendar. Each campaign by itself. */
export async function keepSchedule(services: Services, { id, zone }: { id: string; zone: string }): Promise<void> {
  const due = await inSystemCall(services, id, (ctx) => listDueCampaigns(ctx.tx, dateIn(zone, ctx.now)));
  for (const one of due) await inSystemCall(services, id, (ctx) => takeDueStep(ctx, one));
}
