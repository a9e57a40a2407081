import type { contract } from '@songtrackpro/contracts';
import type { Verb } from '../../core/endpoint.ts';
import { asOfMoment } from '../../metrics/index.ts';
import { makeReport } from './make-report.ts';

export const buildReport: Verb<typeof contract.reports.build> = async (
  ctx,
  { campaignId, from = null, to = null, asOf },
) => {
  const { entry, built } = await makeReport(ctx, { campaignId, from, to, asOf: asOfMoment(asOf) });
  ctx.audit({ resource: { kind: 'report', id: entry.id }, before: built ? null : entry, after: entry });
  return { ...entry, built };
};
