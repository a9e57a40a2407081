import type { contract } from '@songtrackpro/contracts';
import { restoreCampaignTemplate } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { loadTemplate } from './load.ts';

export const restoreTemplate: Verb<typeof contract.campaigns.restoreTemplate> = async (ctx, { id }) => {
  const before = await loadTemplate(ctx, id, true);
  await restoreCampaignTemplate(ctx.tx, id);
  const after = await loadTemplate(ctx, id);
  ctx.audit({ resource: { kind: 'campaignTemplate', id }, before, after });
  return after;
};
