import type { contract } from '@songtrackpro/contracts';
import { deleteSharesOf, deleteReport as removeReport } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Verb } from '../../core/endpoint.ts';
import { loadReportEntry } from './load.ts';

export const deleteReport: Verb<typeof contract.reports.delete> = async (ctx, { id, version, evenFrozen }) => {
  const before = await loadReportEntry(ctx, { id, version });
  await deleteSharesOf(ctx.tx, { id, version });
  const deleted = await removeReport(ctx.services.documents.db, ctx.organizationId, { id, version }, { evenFrozen });
  if (!deleted) {
    throw new AppError('conflict', {
      message: 'This version is frozen. Send `evenFrozen` if it is to be deleted all the same.',
      details: { id, version, frozenAt: before.frozenAt },
    });
  }
  ctx.audit({ resource: { kind: 'report', id }, before, after: null });
  return before;
};
