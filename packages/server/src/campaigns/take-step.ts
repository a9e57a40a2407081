import {
  type Campaign,
  type CampaignNeed,
  type CampaignStatus,
  findCampaignStep,
  lacksFor,
  nextCampaignStatuses,
} from '@songtrackpro/contracts';
import { findCampaignWithSubjects, lockCampaign, updateCampaign } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import { readStepFacts } from './step-facts.ts';

/** Why a step was not taken. */
export type StepRefusal =
  | { reason: 'not_found' | 'stale_version' | 'imported' }
  | { reason: 'no_such_step'; from: CampaignStatus; allowed: CampaignStatus[] }
  | { reason: 'lacks'; missing: CampaignNeed[] };

export type StepOutcome = { taken: true; before: Campaign; after: Campaign } | ({ taken: false } & StepRefusal);

const refuse = (refusal: StepRefusal): StepOutcome => ({ taken: false, ...refusal });

/** Takes one step of the table, if it is there for whoever asks and the campaign has what it needs. */
export async function takeStep(
  ctx: Pick<Context, 'tx' | 'organizationId' | 'services' | 'now'>,
  { id, version, to, by }: { id: string; version: number | null; to: CampaignStatus; by: 'person' | 'schedule' },
): Promise<StepOutcome> {
  // Held, so that the last goal, the track or the budget is not taken away between the look and the step.
  const held = await lockCampaign(ctx.tx, id);
  const found = held && (await findCampaignWithSubjects(ctx.tx, id));
  if (!found) return refuse({ reason: 'not_found' });
  const { campaign: before } = found;
  if (before.status === null) return refuse({ reason: 'imported' });
  if (version !== null && before.version !== version) return refuse({ reason: 'stale_version' });
  const step = findCampaignStep(before.status, to);
  if (!step?.by.includes(by))
    return refuse({ reason: 'no_such_step', from: before.status, allowed: nextCampaignStatuses(before.status) });
  if (step.needs.length > 0) {
    const missing = lacksFor(step, await readStepFacts(ctx, found));
    if (missing.length > 0) return refuse({ reason: 'lacks', missing });
  }
  const after = await updateCampaign(ctx.tx, id, before.version, { status: to });
  return after ? { taken: true, before, after } : refuse({ reason: 'stale_version' });
}
