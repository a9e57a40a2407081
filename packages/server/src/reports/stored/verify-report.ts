import { createHash } from 'node:crypto';
import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { drawPdf } from '../files/pdf/draw-pdf.ts';
import { loadReport } from './load.ts';
import { contentHashOf } from './make-report.ts';

export const verifyReport: Verb<typeof contract.reports.verify> = async (ctx, { id, version }) => {
  const report = await loadReport(ctx, { id, version });
  const { contentHash, pdfHash, content } = report;
  const computedHash = contentHashOf(content);
  const computedPdfHash =
    pdfHash === null
      ? null
      : createHash('sha256')
          .update(await drawPdf(report))
          .digest('hex');
  return {
    id,
    version,
    contentHash,
    computedHash,
    pdfHash,
    computedPdfHash,
    matches: contentHash === computedHash,
    pdfMatches: pdfHash === null ? null : pdfHash === computedPdfHash,
  };
};
