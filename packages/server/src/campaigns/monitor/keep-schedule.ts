import { dateIn } from '@songtrackpro/contracts';
import { listDueCampaigns } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { inSystemCall, type SystemContext } from '../../notifications/index.ts';
import { loadWithGoals } from '../load-with-goals.ts';
import { stepOccurrence } from '../step-occurrence.ts';
import { type StepRefusal, takeStep } from '../take-step.ts';
import { nameOf, tellOf } from './tell.ts';

type Due = Awaited<ReturnType<typeof listDueCampaigns>>[number];

const steps = {
  start: { to: 'active', kind: 'campaign_started' },
  end: { to: 'completed', kind: 'campaign_ended' },
} as const;

/** Says that a campaign lacks something on the day it should begin: once for each first day, whatever it lacks later. */
async function tellOfRefusal(ctx: SystemContext, id: string, refusal: StepRefusal): Promise<void> {
  if (refusal.reason !== 'lacks') return;
  const { campaign, subjects } = await loadWithGoals(ctx, id);
  const { startDate, endDate } = campaign;
  const { missing } = refusal;
  const payload = { kind: 'campaign_not_started' as const, ...nameOf(campaign), startDate, endDate, missing };
  tellOf(ctx, subjects, payload, `${id}:${startDate}`);
}

/** A step that a campaign isn't ready for is left; it is looked at again in the next round. */
async function takeDueStep(ctx: SystemContext, { id, due }: Due): Promise<void> {
  const { to, kind } = steps[due];
  const outcome = await takeStep(ctx, { id, version: null, to, by: 'schedule' });
  if (!outcome.taken) {
    ctx.services.log.info({ campaignId: id, to, refusal: outcome.reason }, 'a scheduled step was not taken');
    await tellOfRefusal(ctx, id, outcome);
    return;
  }
  const { before, after } = outcome;
  ctx.audit('campaigns.changeStatus', { resource: { kind: 'campaign', id }, before, after });
  ctx.occurred(stepOccurrence(before, after));
  const { subjects } = await loadWithGoals(ctx, id);
  const { startDate, endDate } = after;
  tellOf(ctx, subjects, { kind, ...nameOf(after), startDate, endDate }, id);
}

/** Starts what begins and completes what is over, by the organization's own calendar. Each campaign by itself. */
export async function keepSchedule(services: Services, { id, zone }: { id: string; zone: string }): Promise<void> {
  const due = await inSystemCall(services, id, (ctx) => listDueCampaigns(ctx.tx, dateIn(zone, ctx.now)));
  for (const one of due) await inSystemCall(services, id, (ctx) => takeDueStep(ctx, one));
}
