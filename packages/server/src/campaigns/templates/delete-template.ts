import type { contract } from '@songtrackpro/contracts';
import { deleteCampaignTemplate } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { loadTemplate } from './load.ts';

export const deleteTemplate: Verb<typeof contract.campaigns.deleteTemplate> = async (ctx, { id }) => {
  const before = await loadTemplate(ctx, id);
  await deleteCampaignTemplate(ctx.tx, id);
  const after = await loadTemplate(ctx, id, true);
  ctx.audit({ resource: { kind: 'campaignTemplate', id }, before, after });
  return after;
};
