import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { createFromPlan } from '../create-from-plan.ts';
import { linkOf } from '../new-plan.ts';
import { loadTemplate } from './load.ts';

export const createFromTemplate: Verb<typeof contract.campaigns.createFromTemplate> = async (ctx, input) => {
  const { content } = await loadTemplate(ctx, input.templateId);
  const { name, startDate = null, budgetMinor = content.budgetMinor } = input;
  return createFromPlan(ctx, { ...content, budgetMinor }, { name, startDate, ...(await linkOf(ctx, input)) });
};
