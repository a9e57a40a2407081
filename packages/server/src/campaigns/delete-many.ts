import type { contract } from '@songtrackpro/contracts';
import { lockCampaigns, deleteCampaigns as markDeleted, restoreCampaigns as unmarkDeleted } from '@songtrackpro/db';
import { auditMarks, bulkResult, conflict } from '../core/bulk.ts';
import type { Verb } from '../core/endpoint.ts';

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

export const deleteCampaigns: Verb<typeof contract.campaigns.deleteMany> = async (ctx, { ids }) => {
  const found = await lockCampaigns(ctx.tx, ids);
  const isRunning = new Set(idsOf(found.filter(({ status }) => status === 'active')));
  const free = idsOf(found).filter((id) => !isRunning.has(id));
  const deleted = await markDeleted(ctx.tx, free);
  auditMarks(ctx, 'campaign', deleted, 'deleted');
  return bulkResult(ids, idsOf(deleted), (id) => (isRunning.has(id) ? conflict : undefined));
};

export const restoreCampaigns: Verb<typeof contract.campaigns.restoreMany> = async (ctx, { ids }) => {
  const restored = await unmarkDeleted(ctx.tx, ids);
  auditMarks(ctx, 'campaign', restored, 'restored');
  return bulkResult(ids, idsOf(restored));
};
