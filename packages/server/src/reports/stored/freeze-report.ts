import { createHash } from 'node:crypto';
import type { contract } from '@songtrackpro/contracts';
import { freezeReport as freezeVersion } from '@songtrackpro/db';
import type { Verb } from '../../core/endpoint.ts';
import { drawPdf } from '../files/pdf/draw-pdf.ts';
import { loadReport, loadReportEntry } from './load.ts';

export const freezeReport: Verb<typeof contract.reports.freeze> = async (ctx, { id, version }) => {
  const before = await loadReportEntry(ctx, { id, version });
  if (before.frozenAt === null) {
    const report = await loadReport(ctx, { id, version });
    const pdfHash = createHash('sha256')
      .update(await drawPdf({ ...report, frozenAt: ctx.now.toISOString() }))
      .digest('hex');
    await freezeVersion(ctx.services.documents.db, ctx.organizationId, { id, version }, { pdfHash, at: ctx.now });
  }
  const after = await loadReportEntry(ctx, { id, version });
  ctx.audit({ resource: { kind: 'report', id }, before, after });
  return after;
};
