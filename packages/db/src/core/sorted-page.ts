import type { SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Page, PageRequest } from './page.ts';

/** How a list may be sorted: by a key and then by id, so that a position is exact where keys are equal. */
export interface Sort {
  /** The key as text; '' where the id alone sorts. */
  key: SQL<string>;
  /** Behind the row of this key and id. */
  after: (key: SQL, id: SQL) => SQL;
  order: readonly SQL[];
}

/** A position in a sorted list. */
interface Position {
  afterKey: string | null;
  afterId: string | null;
}

const StoredPosition = z.tuple([z.string(), z.uuid()]);

/** What a statement is given for a page: where it begins, and one row more than it has. */
export function sortedStart(request: PageRequest): Position & { limit: number } {
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
