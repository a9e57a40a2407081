import type { contract } from '@songtrackpro/contracts';
import { insertCampaign } from '@songtrackpro/db';
import { assertAudiences } from '../audiences/index.ts';
import type { Verb } from '../core/endpoint.ts';
import { presentFields } from '../core/present-fields.ts';
import { assertPlan } from './check-plan.ts';
import { creatorOf, defaultPlan, linkOf, ownOrganization, warnPercentOf } from './new-plan.ts';

export const createCampaign: Verb<typeof contract.campaigns.create> = async (ctx, input) => {
  const { currency, settings } = await ownOrganization(ctx);
  const { stopPercent = defaultPlan.stopPercent } = input;
  const plan = {
    ...defaultPlan,
    startDate: null,
    endDate: null,
    budgetMinor: null,
    currency,
    warnPercent: warnPercentOf(settings, stopPercent),
    name: input.name,
    ...presentFields(input),
    ...(await linkOf(ctx, input)),
  };
  assertPlan(plan);
  await assertAudiences(ctx, plan.targeting);
  const campaign = await insertCampaign(ctx.tx, {
    ...plan,
    tags: [...plan.tags],
    organizationId: ctx.organizationId,
    status: 'draft',
    origin: 'manual',
    createdBy: creatorOf(ctx),
  });
  ctx.audit({ resource: { kind: 'campaign', id: campaign.id }, before: null, after: campaign });
  return campaign;
};
