import type { StoredReport, StoredReportEntry } from '@songtrackpro/contracts';
import { findReport, findReportEntry, type VersionQuery } from '@songtrackpro/db';
import { loadCampaign } from '../../campaigns/index.ts';
import { AppError } from '../../core/app-error.ts';
import type { ReadContext } from '../../core/context.ts';

const notFound = ({ id, version }: VersionQuery) =>
  new AppError('not_found', {
    message: version === undefined ? 'There is no such report.' : 'There is no such version of a report.',
    details: { entity: 'report', id, version },
  });

/** A report is seen with its campaign, whoever asks: the campaign is looked up as the caller. */
async function seen<T extends { campaignId: string }>(ctx: ReadContext, query: VersionQuery, report: T | undefined) {
  if (!report) throw notFound(query);
  await loadCampaign(ctx, report.campaignId).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'not_found' ? notFound(query) : error;
  });
  return report;
}

/** A version with what it says, or `not_found`; the newest where none is named. */
export async function loadReport(ctx: ReadContext, query: VersionQuery): Promise<StoredReport> {
  const report = await findReport(ctx.services.documents.db, ctx.organizationId, query);
  return seen(ctx, query, report ?? undefined);
}

/** The same without what it says. */
export async function loadReportEntry(ctx: ReadContext, query: VersionQuery): Promise<StoredReportEntry> {
  const found = await findReportEntry(ctx.services.documents.db, ctx.organizationId, query);
  return seen(ctx, query, found?.entry);
}
