import { type CampaignStatus, campaignNeedNames, type contract } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';
import type { Verb } from '../core/endpoint.ts';
import { tellWebhooks } from '../core/tell-webhooks.ts';
import { loadCampaign } from './load.ts';
import { stepOccurrence } from './step-occurrence.ts';
import { type StepRefusal, takeStep } from './take-step.ts';

async function toError(ctx: Context, id: string, to: CampaignStatus, refusal: StepRefusal): Promise<AppError> {
  switch (refusal.reason) {
    case 'not_found':
      return new AppError('not_found', { message: 'There is no such campaign.', details: { entity: 'campaign', id } });
    case 'stale_version':
      return new AppError('stale_version', { details: { current: await loadCampaign(ctx, id) } });
    case 'imported':
      return new AppError('conflict', {
        message: 'This campaign was imported; it is started and stopped at the ad platform.',
        details: { field: 'id' },
      });
    case 'no_such_step': {
      const { from, allowed } = refusal;
      const instead = allowed.length === 0 ? 'It stays as it is.' : `It can become ${allowed.join(' or ')}.`;
      return new AppError('conflict', {
        message: `A campaign that is ${from} cannot become ${to}. ${instead}`,
        details: { from, to, allowed },
      });
    }
    case 'lacks':
      return new AppError('conflict', {
        message: `To be ${to} the campaign needs ${refusal.missing.map((need) => campaignNeedNames[need]).join(', ')}.`,
        details: { missing: refusal.missing },
      });
  }
}

export const changeStatus: Verb<typeof contract.campaigns.changeStatus> = async (ctx, { id, version, status }) => {
  const outcome = await takeStep(ctx, { id, version, to: status, by: 'person' });
  if (!outcome.taken) throw await toError(ctx, id, status, outcome);
  const { before, after } = outcome;
  ctx.audit({ resource: { kind: 'campaign', id }, before, after });
  const occurrence = stepOccurrence(before, after);
  if (occurrence) await tellWebhooks(ctx, occurrence);
  return after;
};
