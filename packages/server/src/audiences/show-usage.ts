import type { contract } from '@songtrackpro/contracts';
import { findCampaignsOfAudience } from '@songtrackpro/db';
import type { Verb } from '../core/endpoint.ts';
import { loadAudience } from './load.ts';

export const showUsage: Verb<typeof contract.audiences.usage> = async (ctx, { id }) => {
  await loadAudience(ctx, id);
  return { campaigns: await findCampaignsOfAudience(ctx.tx, id) };
};
