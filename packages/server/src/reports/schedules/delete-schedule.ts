import type { contract } from '@songtrackpro/contracts';
import { deleteReportSchedule } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { loadSchedule, toSchedule } from './load.ts';

export const deleteSchedule: Verb<typeof contract.reports.deleteSchedule> = async (ctx, { id }) => {
  const before = toSchedule(await loadSchedule(ctx, id));
  await deleteReportSchedule(ctx.tx, id);
  ctx.audit({ resource: { kind: 'reportSchedule', id }, before, after: null });
  return before;
};
