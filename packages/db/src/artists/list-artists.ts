import type { Artist } from '@songtrackpro/contracts';
import { and, asc, desc, isNull, lt, sql } from 'drizzle-orm';
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
import { toArtist } from './store.ts';
import { artists } from './tables.ts';

export interface ArtistFilter {
  /** Contained in the name, without regard to accents and case. */
  text?: string | undefined;
  /** Only what was deleted, without what was merged into another artist. */
  deleted?: boolean | undefined;
}

export type ArtistSort = 'newest' | 'name';

const sorts: Record<ArtistSort, Sort> = {
  newest: { key: sql<string>`''`, after: (_, id) => lt(artists.id, id), order: [desc(artists.id)] },
  name: {
    key: sql<string>`${artists.sortName}`,
    after: (key, id) => sql`(${artists.sortName}, ${artists.id}) > (${key}, ${id})`,
    order: [asc(artists.sortName), asc(artists.id)],
  },
};

interface Values extends SortedStart, Omit<ArtistFilter, 'deleted'> {
  deleted: true | null;
}

const pageBy = (sort: Sort) =>
  compiledRead((db, given: Given<Values>) =>
    db
      .select({ artist: artists, id: artists.id, key: sort.key })
      .from(artists)
      .where(
        and(
          given.when('deleted', () => sql`(${artists.deletedAt} is not null and ${artists.mergedInto} is null)`) ??
            isNull(artists.deletedAt),
          given.when('text', (text) => sql`position(search_form(${text}) in ${artists.sortName}) > 0`),
          behindPage(sort, given),
        ),
      )
      .orderBy(...sort.order)
      .limit(given.value('limit')),
  );

const pages = forEachSort(sorts, pageBy);

/** A page of the organization's artists, newest first unless sorted by name. */
export async function listArtists(
  tx: TenantTransaction,
  request: PageRequest,
  { deleted, ...filter }: ArtistFilter = {},
  sort: ArtistSort = 'newest',
): Promise<Page<Artist>> {
  const rows = await pages[sort](tx, { ...filter, deleted: deleted ? true : null, ...sortedStart(request) });
  return toSortedPage(rows, request.limit, ({ artist }) => toArtist(artist));
}
