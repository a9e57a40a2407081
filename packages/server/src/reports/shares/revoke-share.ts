import type { contract } from '@songtrackpro/contracts';
import { revokeReportShare } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { loadShare } from './load.ts';

export const revokeShare: Verb<typeof contract.reports.revokeShare> = async (ctx, { id }) => {
  const before = await loadShare(ctx, id);
  await revokeReportShare(ctx.tx, id, ctx.now);
  const after = await loadShare(ctx, id);
  ctx.audit({ resource: { kind: 'reportShare', id }, before, after });
  return after;
};
