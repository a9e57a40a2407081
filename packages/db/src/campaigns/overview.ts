import type { Campaign } from '@songtrackpro/contracts';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { forEachSort, type Sort, toSortedPage } from '../core/sorted-page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { type CampaignSubjects, type GoalRecord, subjectColumns, toGoalRecord } from '../goals/store.ts';
import { tracks } from '../tracks/tables.ts';
import {
  type CampaignFilter,
  type CampaignPageValues,
  type CampaignSort,
  campaignPage,
  campaignPageValues,
  campaignSorts,
} from './list-campaigns.ts';
import { toCampaign } from './store.ts';
import { campaignGoals, campaigns } from './tables.ts';

/** A campaign with its goals and with where its numbers are found. */
export interface CampaignWithSubjects {
  campaign: Campaign;
  goals: GoalRecord[];
  subjects: CampaignSubjects;
}

/** A goal as it comes out of the list that PostgreSQL makes. */
type StoredGoal = Omit<GoalRecord, 'deletedAt'>;

const goals = sql<StoredGoal[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', g.id, 'campaignId', g.campaign_id, 'type', g.type, 'baseline', g.baseline,
    'target', g.target, 'dueDate', g.due_date, 'reachedAt', g.reached_at, 'version', g.version,
    'createdAt', g.created_at, 'updatedAt', g.updated_at) order by g.id)
  from ${campaignGoals} g where g.campaign_id = ${campaigns.id} and g.deleted_at is null), '[]'::jsonb)`;

const selected = (key: SQL<string>) => ({ ...subjectColumns, campaign: campaigns, goals, id: campaigns.id, key });
const ofTrack = eq(tracks.id, campaigns.trackId);

const pageBy = (sort: Sort) =>
  compiledRead((db, given: Given<CampaignPageValues>) =>
    db
      .select(selected(sort.key))
      .from(campaigns)
      .leftJoin(tracks, ofTrack)
      .where(campaignPage(sort, given))
      .orderBy(...sort.order)
      .limit(given.value('limit')),
  );

const pages = forEachSort(campaignSorts, pageBy);

const byId = compiledRead((db, given: Given<{ id: string }>) =>
  db
    .select(selected(sql<string>`''`))
    .from(campaigns)
    .leftJoin(tracks, ofTrack)
    .where(and(eq(campaigns.id, given.value('id')), isNull(campaigns.deletedAt))),
);

type Row = Awaited<ReturnType<typeof byId>>[number];

const split = ({ campaign, goals: stored, id: _, key: __, ...subjects }: Row): CampaignWithSubjects => ({
  campaign: toCampaign(campaign),
  goals: stored.map((goal) => toGoalRecord({ ...goal, deletedAt: null })),
  subjects,
});

/** A page of campaigns with their goals, in one statement. */
export async function listCampaignsWithSubjects(
  tx: TenantTransaction,
  request: PageRequest,
  filter: CampaignFilter,
  sort: CampaignSort,
): Promise<Page<CampaignWithSubjects>> {
  const rows = await pages[sort](tx, campaignPageValues(request, filter));
  return toSortedPage(rows, request.limit, split);
}

export async function findCampaignWithSubjects(
  tx: TenantTransaction,
  id: string,
): Promise<CampaignWithSubjects | null> {
  const [row] = await byId(tx, { id });
  return row ? split(row) : null;
}
