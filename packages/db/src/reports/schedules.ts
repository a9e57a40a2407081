import type { ReportRhythm } from '@songtrackpro/contracts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { campaigns } from '../campaigns/tables.ts';
import { isoInstant } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { Postgres } from '../core/postgres.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { reportSchedules } from './tables.ts';

export interface ReportScheduleRecord {
  id: string;
  campaignId: string;
  rhythm: ReportRhythm;
  enabled: boolean;
  /** Last day of the newest period that needs no report any more. */
  doneTo: string;
  lastReport: { id: string; version: number; from: string; to: string } | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

type Row = typeof reportSchedules.$inferSelect;

function lastReportOf(row: Row): ReportScheduleRecord['lastReport'] {
  const { lastReportId: id, lastReportVersion: version, lastReportFrom: from, lastReportTo: to } = row;
  return id === null || version === null || from === null || to === null ? null : { id, version, from, to };
}

const toSchedule = (row: Row): ReportScheduleRecord => ({
  id: row.id,
  campaignId: row.campaignId,
  rhythm: { every: row.every, day: row.day },
  enabled: row.enabled,
  doneTo: row.doneTo,
  lastReport: lastReportOf(row),
  version: row.version,
  createdAt: isoInstant(row.createdAt),
  updatedAt: isoInstant(row.updatedAt),
});

// A schedule is there as long as its campaign is.
const ofCampaign = and(eq(campaigns.id, reportSchedules.campaignId), isNull(campaigns.deletedAt));

const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select({ schedule: reportSchedules })
    .from(reportSchedules)
    .innerJoin(campaigns, ofCampaign)
    .where(eq(reportSchedules.id, given.value('id'))),
);
const page = compiledRead((db, given: Given<PageRequest & { campaignId: string | null }>) =>
  db
    .select({ id: reportSchedules.id, schedule: reportSchedules })
    .from(reportSchedules)
    .innerJoin(campaigns, ofCampaign)
    .where(
      and(
        given.when('campaignId', (campaignId) => eq(reportSchedules.campaignId, campaignId)),
        pageStart(reportSchedules.id, given),
      ),
    )
    .orderBy(newestFirst(reportSchedules.id))
    .limit(given.value('limit')),
);

/** Keeps a campaign from being deleted until the transaction ends; false where it was. */
export async function holdScheduledCampaign(tx: TenantTransaction, campaignId: string): Promise<boolean> {
  const held = and(eq(campaigns.id, campaignId), isNull(campaigns.deletedAt));
  return (await tx.select({ id: campaigns.id }).from(campaigns).where(held).for('share')).length > 0;
}

export async function insertReportSchedule(
  tx: TenantTransaction,
  input: { organizationId: string; campaignId: string; rhythm: ReportRhythm; doneTo: string },
): Promise<ReportScheduleRecord> {
  const { rhythm, ...rest } = input;
  const [row] = await tx
    .insert(reportSchedules)
    .values({ ...rest, ...rhythm })
    .returning()
    .catch(rethrowConstraint);
  if (!row) throw new Error('insert returned no row');
  return toSchedule(row);
}

export async function findReportSchedule(tx: TenantTransaction, id: string): Promise<ReportScheduleRecord | null> {
  const [row] = await byId(tx, { id });
  return row ? toSchedule(row.schedule) : null;
}

export async function listReportSchedules(
  tx: TenantTransaction,
  request: PageRequest,
  campaignId: string | undefined,
): Promise<Page<ReportScheduleRecord>> {
  const rows = await page(tx, withNext({ ...request, campaignId: campaignId ?? null }));
  return toPage(rows, request.limit, ({ schedule }) => toSchedule(schedule));
}

/** Changes a schedule if it still has the version that was read; null when it has not. */
export async function updateReportSchedule(
  tx: TenantTransaction,
  { id, version }: { id: string; version: number },
  { rhythm, ...changes }: { rhythm: ReportRhythm; enabled: boolean; doneTo: string },
): Promise<ReportScheduleRecord | null> {
  const [row] = await tx
    .update(reportSchedules)
    .set({ ...changes, ...rhythm, version: sql`${reportSchedules.version} + 1` })
    .where(and(eq(reportSchedules.id, id), eq(reportSchedules.version, version)))
    .returning()
    .catch(rethrowConstraint);
  return row ? toSchedule(row) : null;
}

export async function deleteReportSchedule(tx: TenantTransaction, id: string): Promise<boolean> {
  const rows = await tx.delete(reportSchedules).where(eq(reportSchedules.id, id)).returning({ id: reportSchedules.id });
  return rows.length > 0;
}

/** Organizations that have a schedule at work, with their zones. */
export async function listOrganizationsWithSchedules(
  postgres: Pick<Postgres, 'worker'>,
): Promise<{ id: string; zone: string }[]> {
  return postgres.worker<{ id: string; zone: string }[]>`
    select id, time_zone as zone from organizations o
    where deleted_at is null and suspended_at is null
      and exists (select from report_schedules s where s.organization_id = o.id)
    order by id`;
}

/** Schedules at work whose campaign is there. */
export async function listEnabledSchedules(tx: TenantTransaction): Promise<ReportScheduleRecord[]> {
  const rows = await tx
    .select({ schedule: reportSchedules })
    .from(reportSchedules)
    .innerJoin(campaigns, ofCampaign)
    .where(eq(reportSchedules.enabled, true))
    .orderBy(reportSchedules.id);
  return rows.map(({ schedule }) => toSchedule(schedule));
}

/** A schedule at work, held until the transaction ends: of two processes the second finds it done. */
export async function lockReportSchedule(tx: TenantTransaction, id: string): Promise<ReportScheduleRecord | null> {
  const [row] = await tx
    .select()
    .from(reportSchedules)
    .where(and(eq(reportSchedules.id, id), eq(reportSchedules.enabled, true)))
    .for('update');
  return row ? toSchedule(row) : null;
}

/** Notes the report of a period; the version stays, because nobody decided anything. Without a report it is passed over. */
export async function noteScheduledReport(
  tx: TenantTransaction,
  id: string,
  doneTo: string,
  report: NonNullable<ReportScheduleRecord['lastReport']> | null,
): Promise<void> {
  const last = report && {
    lastReportId: report.id,
    lastReportVersion: report.version,
    lastReportFrom: report.from,
    lastReportTo: report.to,
  };
  await tx
    .update(reportSchedules)
    .set({ doneTo, ...last })
    .where(eq(reportSchedules.id, id));
}
