import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Given } from './compiled-read.ts';
import type { Page, PageRequest } from './page.ts';

/** How a list may be sorted: by a key and then by id, so that a position is exact where keys are equal. */
export interface Sort {
  /** The key as text; '' where the id alone sorts. */
  key: SQL<string>;
  /** Behind the row of this key and id. */
  after: (key: SQL, id: SQL) => SQL;
  order: readonly SQL[];
}

/** What a statement of a page is given beside its filters: where it begins, and one row more than the page has. */
export interface SortedStart {
  afterKey: string | null;
  afterId: string | null;
  limit: number;
}

const StoredPosition = z.tuple([z.string(), z.uuid()]);

/** A statement for each way of sorting. */
export function forEachSort<Name extends string, Page>(sorts: Record<Name, Sort>, pageBy: (sort: Sort) => Page) {
  const pages = Object.entries<Sort>(sorts).map(([name, sort]) => [name, pageBy(sort)] as const);
  return Object.fromEntries(pages) as Record<Name, Page>;
}

/** The condition that a row lies behind the page before; undefined for the first page. */
export const behindPage = ({ after }: Sort, given: Given<SortedStart>): SQL | undefined =>
  given.when('afterKey', (key) => after(sql`${key}::text`, sql`${given.value('afterId')}::uuid`));

export function sortedStart(request: PageRequest): SortedStart {
  const limit = request.limit + 1;
  if (request.after === null) return { limit, afterKey: null, afterId: null };
  const [afterKey, afterId] = StoredPosition.parse(JSON.parse(request.after));
  return { limit, afterKey, afterId };
}

/** Cuts the one row that was read beyond the page; the position of the next is the last row's key and id. */
export function toSortedPage<Row extends { key: string; id: string }, T>(
  rows: Row[],
  limit: number,
  map: (row: Row) => T,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(map), next: rows.length > limit && last ? JSON.stringify([last.key, last.id]) : null };
}
