import type { Track } from '@songtrackpro/contracts';
import { and, asc, desc, eq, gte, isNull, lt, lte, sql } from 'drizzle-orm';
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
import { toTrack } from './store.ts';
import { tracks } from './tables.ts';

export interface TrackFilter {
  artistId?: string | undefined;
  isrc?: string | undefined;
  /** Contained in title and artist, without regard to accents and case. */
  text?: string | undefined;
  releasedFrom?: string | undefined;
  releasedTo?: string | undefined;
  /** Only what was deleted, without what was merged into another track. */
  deleted?: boolean | undefined;
}

export type TrackSort = 'newest' | 'title' | 'releaseDate';

/** Tracks without a date come last where the latest come first. */
const released = sql`coalesce(${tracks.releaseDate}, '-infinity'::date)`;

const sorts: Record<TrackSort, Sort> = {
  newest: { key: sql<string>`''`, after: (_, id) => lt(tracks.id, id), order: [desc(tracks.id)] },
  title: {
    key: sql<string>`${tracks.sortTitle}`,
    after: (key, id) => sql`(${tracks.sortTitle}, ${tracks.id}) > (${key}, ${id})`,
    order: [asc(tracks.sortTitle), asc(tracks.id)],
  },
  releaseDate: {
    key: sql<string>`${released}::text`,
    after: (key, id) => sql`(${released}, ${tracks.id}) < (${key}::date, ${id})`,
    order: [desc(released), desc(tracks.id)],
  },
};

interface Values extends SortedStart, Omit<TrackFilter, 'deleted'> {
  deleted: true | null;
}

const pageBy = (sort: Sort) =>
  compiledRead((db, given: Given<Values>) =>
    db
      .select({ track: tracks, id: tracks.id, key: sort.key })
      .from(tracks)
      .where(
        and(
          given.when('deleted', () => sql`(${tracks.deletedAt} is not null and ${tracks.mergedInto} is null)`) ??
            isNull(tracks.deletedAt),
          given.when('artistId', (artistId) => eq(tracks.artistId, artistId)),
          given.when('isrc', (isrc) => eq(tracks.isrc, isrc)),
          given.when('text', (text) => sql`position(search_form(${text}) in ${tracks.searchText}) > 0`),
          given.when('releasedFrom', (date) => gte(tracks.releaseDate, date)),
          given.when('releasedTo', (date) => lte(tracks.releaseDate, date)),
          behindPage(sort, given),
        ),
      )
      .orderBy(...sort.order)
      .limit(given.value('limit')),
  );

const pages = forEachSort(sorts, pageBy);

/** A page of the organization's tracks, newest first unless sorted otherwise. */
export async function listTracks(
  tx: TenantTransaction,
  request: PageRequest,
  { deleted, ...filter }: TrackFilter,
  sort: TrackSort = 'newest',
): Promise<Page<Track>> {
  const rows = await pages[sort](tx, { ...filter, deleted: deleted ? true : null, ...sortedStart(request) });
  return toSortedPage(rows, request.limit, ({ track }) => toTrack(track));
}
