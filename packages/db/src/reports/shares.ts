import type { ReportShare } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { campaigns } from '../campaigns/tables.ts';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { reportShares } from './tables.ts';

type Row = typeof reportShares.$inferSelect;

const toShare = (row: Row): ReportShare => ({
  id: row.id,
  reportId: row.reportId,
  reportVersion: row.reportVersion,
  campaignId: row.campaignId,
  label: row.label,
  expiresAt: isoInstant(row.expiresAt),
  revokedAt: isoInstantOrNull(row.revokedAt),
  views: row.views,
  lastViewedAt: isoInstantOrNull(row.lastViewedAt),
  createdAt: isoInstant(row.createdAt),
});

const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select()
    .from(reportShares)
    .where(eq(reportShares.id, given.value('id'))),
);
const page = compiledRead((db, given: Given<PageRequest & { reportId: string | null }>) =>
  db
    .select()
    .from(reportShares)
    .where(
      and(
        given.when('reportId', (reportId) => eq(reportShares.reportId, reportId)),
        pageStart(reportShares.id, given),
      ),
    )
    .orderBy(newestFirst(reportShares.id))
    .limit(given.value('limit')),
);

export async function insertReportShare(
  tx: TenantTransaction,
  input: Pick<
    typeof reportShares.$inferInsert,
    | 'id'
    | 'organizationId'
    | 'campaignId'
    | 'reportId'
    | 'reportVersion'
    | 'tokenHash'
    | 'label'
    | 'createdBy'
    | 'expiresAt'
  >,
): Promise<ReportShare> {
  const [row] = await tx.insert(reportShares).values(input).returning();
  if (!row) throw new Error('insert returned no row');
  return toShare(row);
}

export async function findReportShare(tx: TenantTransaction, id: string): Promise<ReportShare | null> {
  const [row] = await byId(tx, { id });
  return row ? toShare(row) : null;
}

export async function listReportShares(
  tx: TenantTransaction,
  request: PageRequest,
  reportId: string | undefined,
): Promise<Page<ReportShare>> {
  const rows = await page(tx, withNext({ ...request, reportId: reportId ?? null }));
  return toPage(rows, request.limit, toShare);
}

/** Revokes a link; one that is revoked keeps the moment. */
export async function revokeReportShare(tx: TenantTransaction, id: string, at: Date): Promise<void> {
  await tx
    .update(reportShares)
    .set({ revokedAt: at.toISOString() })
    .where(and(eq(reportShares.id, id), isNull(reportShares.revokedAt)));
}

/** Links go with the version that they show. */
export async function deleteSharesOf(tx: TenantTransaction, report: { id: string; version: number }): Promise<void> {
  const { id, version } = report;
  await tx.delete(reportShares).where(and(eq(reportShares.reportId, id), eq(reportShares.reportVersion, version)));
}

/** The link of this hash, if it still shows something: not expired, not revoked, of a campaign that is there. */
export async function findUsableShare(
  tx: TenantTransaction,
  { id, tokenHash, now }: { id: string; tokenHash: Uint8Array; now: Date },
): Promise<ReportShare | null> {
  const [row] = await tx
    .select({ share: reportShares })
    .from(reportShares)
    .innerJoin(campaigns, and(eq(campaigns.id, reportShares.campaignId), isNull(campaigns.deletedAt)))
    .where(
      and(
        eq(reportShares.id, id),
        eq(reportShares.tokenHash, tokenHash),
        isNull(reportShares.revokedAt),
        sql`${reportShares.expiresAt} > ${now.toISOString()}::timestamptz`,
      ),
    );
  return row ? toShare(row.share) : null;
}

export async function countShareView(tx: TenantTransaction, id: string, at: Date): Promise<void> {
  await tx
    .update(reportShares)
    .set({ views: sql`${reportShares.views} + 1`, lastViewedAt: at.toISOString() })
    .where(eq(reportShares.id, id));
}
