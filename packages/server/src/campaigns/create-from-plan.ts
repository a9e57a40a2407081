import { addDays, type Campaign, type CampaignTemplateContent } from '@songtrackpro/contracts';
import { insertCampaign } from '@songtrackpro/db';
import type { Context } from '../core/context.ts';
import { creatorOf, ownOrganization } from './new-plan.ts';
import { plantGoals } from './plant-goals.ts';

/** Plans a draft as another campaign or a template says, with its goals. */
export async function createFromPlan(
  ctx: Context,
  { days, goals, version: _, ...plan }: CampaignTemplateContent,
  own: { name: string; artistId: string | null; trackId: string | null; startDate: string | null },
): Promise<Campaign> {
  const { startDate } = own;
  const campaign = await insertCampaign(ctx.tx, {
    ...plan,
    ...own,
    currency: plan.currency ?? (await ownOrganization(ctx)).currency,
    endDate: startDate === null || days === null ? null : addDays(startDate, days - 1),
    organizationId: ctx.organizationId,
    status: 'draft',
    origin: 'manual',
    createdBy: creatorOf(ctx),
  });
  await plantGoals(ctx, campaign, goals);
  ctx.audit({ resource: { kind: 'campaign', id: campaign.id }, before: null, after: campaign });
  return campaign;
}
