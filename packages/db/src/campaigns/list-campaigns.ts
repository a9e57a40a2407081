import type { Campaign } from '@songtrackpro/contracts';
import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import type { Page, PageRequest } from '../core/page.ts';
import {
  behindPage,
  forEachSort,
  type Sort,
  type SortedStart,
  sortedStart,
  toSortedPage,
} from '../core/sorted-page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { toCampaign } from './store.ts';
import { campaignGoals, campaigns } from './tables.ts';

export interface CampaignFilter {
  status?: NonNullable<Campaign['status']> | undefined;
  origin?: Campaign['origin'] | undefined;
  artistId?: string | undefined;
  trackId?: string | undefined;
  adAccountId?: string | undefined;
  tag?: string | undefined;
  /** Contained in the name, without regard to accents and case. */
  text?: string | undefined;
  runningFrom?: string | undefined;
  runningTo?: string | undefined;
  /** Its end or the deadline of one of its goals lies on this day or after it. */
  lateFrom?: string | undefined;
  /** Only what was deleted. */
  deleted?: boolean | undefined;
}

export type CampaignSort = 'newest' | 'name' | 'startDate' | 'endDate';

/** The earliest date first; campaigns without one come last. */
function byDate(date: AnyPgColumn): Sort {
  const known = sql`coalesce(${date}, 'infinity'::date)`;
  return {
    key: sql<string>`${known}::text`,
    after: (key, id) => sql`(${known}, ${campaigns.id}) > (${key}::date, ${id})`,
    order: [asc(known), asc(campaigns.id)],
  };
}

export const campaignSorts: Record<CampaignSort, Sort> = {
  newest: { key: sql<string>`''`, after: (_, id) => lt(campaigns.id, id), order: [desc(campaigns.id)] },
  name: {
    key: sql<string>`${campaigns.sortName}`,
    after: (key, id) => sql`(${campaigns.sortName}, ${campaigns.id}) > (${key}, ${id})`,
    order: [asc(campaigns.sortName), asc(campaigns.id)],
  },
  startDate: byDate(campaigns.startDate),
  endDate: byDate(campaigns.endDate),
};

export interface CampaignPageValues extends SortedStart, Omit<CampaignFilter, 'deleted'> {
  deleted: true | null;
}

/** The condition of a page: what is asked for, behind the page before. */
export const campaignPage = (sort: Sort, given: Given<CampaignPageValues>): SQL | undefined =>
  and(
    given.when('deleted', () => isNotNull(campaigns.deletedAt)) ?? isNull(campaigns.deletedAt),
    given.when('status', (status) => eq(campaigns.status, status)),
    given.when('origin', (origin) => eq(campaigns.origin, origin)),
    given.when('artistId', (artistId) => eq(campaigns.artistId, artistId)),
    given.when('trackId', (trackId) => eq(campaigns.trackId, trackId)),
    given.when('adAccountId', (adAccountId) => eq(campaigns.adAccountId, adAccountId)),
    given.when('tag', (tag) => sql`${tag} = any (${campaigns.tags})`),
    given.when('text', (text) => sql`position(search_form(${text}) in ${campaigns.sortName}) > 0`),
    given.when('runningFrom', (day) => sql`coalesce(${campaigns.endDate}, ${campaigns.startDate}) >= ${day}::date`),
    given.when(
      'lateFrom',
      (day) => sql`(${campaigns.endDate} >= ${day}::date or exists (
        select from ${campaignGoals} g where g.campaign_id = ${campaigns.id} and g.deleted_at is null
          and g.due_date >= ${day}::date))`,
    ),
    given.when('runningTo', (day) => sql`coalesce(${campaigns.startDate}, ${campaigns.endDate}) <= ${day}::date`),
    behindPage(sort, given),
  );

export const campaignPageValues = (
  request: PageRequest,
  { deleted, ...filter }: CampaignFilter,
): CampaignPageValues => ({ ...filter, deleted: deleted ? true : null, ...sortedStart(request) });

const pageBy = (sort: Sort) =>
  compiledRead((db, given: Given<CampaignPageValues>) =>
    db
      .select({ campaign: campaigns, id: campaigns.id, key: sort.key })
      .from(campaigns)
      .where(campaignPage(sort, given))
      .orderBy(...sort.order)
      .limit(given.value('limit')),
  );

const pages = forEachSort(campaignSorts, pageBy);

/** A page of the organization's campaigns, newest first unless sorted otherwise. */
export async function listCampaigns(
  tx: TenantTransaction,
  request: PageRequest,
  filter: CampaignFilter = {},
  sort: CampaignSort = 'newest',
): Promise<Page<Campaign>> {
  const rows = await pages[sort](tx, campaignPageValues(request, filter));
  return toSortedPage(rows, request.limit, ({ campaign }) => toCampaign(campaign));
}
