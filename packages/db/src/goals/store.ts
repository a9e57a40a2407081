import type { GoalType } from '@songtrackpro/contracts';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { campaignLinks } from '../campaigns/planning-tables.ts';
import { campaignGoals, campaigns } from '../campaigns/tables.ts';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { rethrowConstraint } from '../core/errors.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { organizations } from '../organizations/tables.ts';
import { tracks } from '../tracks/tables.ts';

/** A goal as it is stored; its progress is computed from the facts. */
export interface GoalRecord {
  id: string;
  campaignId: string;
  type: GoalType;
  baseline: number;
  target: number;
  dueDate: string | null;
  reachedAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
}

/** Where a campaign's numbers are found, and in which days. */
export interface CampaignSubjects {
  startDate: string | null;
  endDate: string | null;
  trackId: string | null;
  artistId: string | null;
  /** Ad campaigns that carry it out; an imported one carries out itself. */
  adCampaignIds: string[];
  /** The organization's. */
  zone: string;
}

export interface GoalWithSubjects {
  goal: GoalRecord;
  subjects: CampaignSubjects;
}

type Row = typeof campaignGoals.$inferSelect;

export const toGoalRecord = (row: Omit<Row, 'organizationId' | 'current' | 'currentAsOf'>): GoalRecord => ({
  id: row.id,
  campaignId: row.campaignId,
  type: row.type,
  baseline: row.baseline,
  target: row.target,
  dueDate: row.dueDate,
  reachedAt: isoInstantOrNull(row.reachedAt),
  version: row.version,
  createdAt: isoInstant(row.createdAt),
  updatedAt: isoInstant(row.updatedAt),
  deletedAt: isoInstantOrNull(row.deletedAt),
});

/** What a statement over campaigns, joined with their tracks, selects to find their numbers. */
export const subjectColumns = {
  startDate: campaigns.startDate,
  endDate: campaigns.endDate,
  trackId: campaigns.trackId,
  artistId: sql<string | null>`coalesce(${campaigns.artistId}, ${tracks.artistId})`,
  adCampaignIds: sql<string[]>`case when ${campaigns.origin} = 'import' then array[${campaigns.id}] else array(
    select ${campaignLinks.adCampaignId} from ${campaignLinks} where ${campaignLinks.campaignId} = ${campaigns.id}) end`,
  zone: sql<string>`(select ${organizations.timeZone} from ${organizations}
    where ${organizations.id} = ${campaigns.organizationId})`,
};

const columns = { goal: campaignGoals, ...subjectColumns };
const ofCampaign = and(eq(campaigns.id, campaignGoals.campaignId), isNull(campaigns.deletedAt));
const ofTrack = eq(tracks.id, campaigns.trackId);

const byId = compiledRead((db, given: Given<{ id: string; deleted: true | null }>) =>
  db
    .select(columns)
    .from(campaignGoals)
    .innerJoin(campaigns, ofCampaign)
    .leftJoin(tracks, ofTrack)
    .where(
      and(
        eq(campaignGoals.id, given.value('id')),
        given.when('deleted', () => isNotNull(campaignGoals.deletedAt)) ?? isNull(campaignGoals.deletedAt),
      ),
    ),
);

interface GoalFilter {
  campaignId?: string | undefined;
  type?: GoalType | undefined;
  deleted?: boolean | undefined;
}

const page = compiledRead((db, given: Given<PageRequest & Omit<GoalFilter, 'deleted'> & { deleted: true | null }>) =>
  db
    .select({ ...columns, id: campaignGoals.id })
    .from(campaignGoals)
    .innerJoin(campaigns, ofCampaign)
    .leftJoin(tracks, ofTrack)
    .where(
      and(
        given.when('deleted', () => isNotNull(campaignGoals.deletedAt)) ?? isNull(campaignGoals.deletedAt),
        given.when('campaignId', (campaignId) => eq(campaignGoals.campaignId, campaignId)),
        given.when('type', (type) => eq(campaignGoals.type, type)),
        pageStart(campaignGoals.id, given),
      ),
    )
    .orderBy(newestFirst(campaignGoals.id))
    .limit(given.value('limit')),
);

const split = ({ goal, ...subjects }: { goal: Row } & CampaignSubjects): GoalWithSubjects => ({
  goal: toGoalRecord(goal),
  subjects,
});

/** A goal of a campaign that is there; with `deleted` one that was deleted. */
export async function findGoal(tx: TenantTransaction, id: string, deleted = false): Promise<GoalWithSubjects | null> {
  const [row] = await byId(tx, { id, deleted: deleted || null });
  return row ? split(row) : null;
}

export async function listGoals(
  tx: TenantTransaction,
  request: PageRequest,
  { deleted, ...filter }: GoalFilter,
): Promise<Page<GoalWithSubjects>> {
  const rows = await page(tx, withNext({ ...request, ...filter, deleted: deleted ? true : null }));
  return toPage(rows, request.limit, ({ id: _, ...row }) => split(row));
}

type NewGoalRow = Pick<
  typeof campaignGoals.$inferInsert,
  'organizationId' | 'campaignId' | 'type' | 'baseline' | 'target' | 'dueDate'
>;

/** Sets campaigns goals. Answers their ids, in the order given. */
export async function insertGoals(tx: TenantTransaction, rows: readonly NewGoalRow[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const made = await tx
    .insert(campaignGoals)
    .values([...rows])
    .returning({ id: campaignGoals.id })
    .catch(rethrowConstraint);
  return made.map(({ id }) => id);
}

/** Changes a goal if it still has the version that was read; false when it has not. */
export async function updateGoal(
  tx: TenantTransaction,
  { id, version }: { id: string; version: number },
  changes: Partial<Pick<NewGoalRow, 'baseline' | 'target' | 'dueDate'>>,
): Promise<boolean> {
  const rows = await tx
    .update(campaignGoals)
    .set({ ...changes, version: sql`${campaignGoals.version} + 1` })
    .where(and(eq(campaignGoals.id, id), eq(campaignGoals.version, version), isNull(campaignGoals.deletedAt)))
    .returning({ id: campaignGoals.id })
    .catch(rethrowConstraint);
  return rows.length > 0;
}

/** Goals that a campaign has. */
export async function countGoals(tx: TenantTransaction, campaignId: string): Promise<number> {
  return tx.$count(campaignGoals, and(eq(campaignGoals.campaignId, campaignId), isNull(campaignGoals.deletedAt)));
}

/** What a monitor last computed of a goal; the version stays, because nobody decided anything. */
export async function noteProgress(
  tx: TenantTransaction,
  id: string,
  progress: { current: number | null; asOf: string | null; reachedAt: string | null },
): Promise<void> {
  await tx
    .update(campaignGoals)
    .set({
      current: progress.current,
      currentAsOf: progress.asOf,
      reachedAt: sql`coalesce(${campaignGoals.reachedAt}, ${progress.reachedAt}::timestamptz)`,
    })
    .where(
      and(
        eq(campaignGoals.id, id),
        // A row that says the same already is left alone, with the moment of its last change.
        sql`(${campaignGoals.current}, ${campaignGoals.currentAsOf}, ${campaignGoals.reachedAt} is not null) is distinct from
          (${progress.current}::bigint, ${progress.asOf}::timestamptz,
            ${campaignGoals.reachedAt} is not null or ${progress.reachedAt}::timestamptz is not null)`,
      ),
    );
}
