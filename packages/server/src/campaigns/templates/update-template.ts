import { CampaignTemplateContent, type contract } from '@songtrackpro/contracts';
import { updateCampaignTemplate } from '@songtrackpro/db';
import { assertAudiences } from '../../audiences/index.ts';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { presentFields } from '../../core/present-fields.ts';
import { assertPlan } from '../check-plan.ts';
import { loadTemplate } from './load.ts';

export const updateTemplate: Verb<typeof contract.campaigns.updateTemplate> = async (
  ctx,
  { id, version, ...input },
) => {
  const before = await loadTemplate(ctx, id);
  const stale = async () => new AppError('stale_version', { details: { current: await loadTemplate(ctx, id) } });
  if (before.version !== version) throw await stale();
  const { name = before.name, ...changes } = presentFields(input);
  const content = CampaignTemplateContent.check({ ...before.content, ...changes });
  // A template has no dates: those of its campaigns are counted from the first day, and so always in order.
  assertPlan({ ...content, startDate: null, endDate: null });
  if (changes.targeting) await assertAudiences(ctx, content.targeting, before.content.targeting);
  const after = await updateCampaignTemplate(ctx.tx, id, version, { name, content });
  if (!after) throw await stale();
  ctx.audit({ resource: { kind: 'campaignTemplate', id }, before, after });
  return after;
};
