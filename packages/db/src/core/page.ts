import { desc, lt, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Given } from './compiled-read.ts';

/** Where a page begins: lists run newest first, and ids of version 7 sort by time, so the last id is the position. */
export interface PageRequest {
  limit: number;
  after: string | null;
}

export interface Page<T> {
  items: T[];
  /** Position of the next page, null on the last one. */
  next: string | null;
}

export const newestFirst = (id: PgColumn): SQL => desc(id);

/** Behind the last row of the page before, where there was one. */
export const pageStart = (id: PgColumn, given: Given<PageRequest>): SQL | undefined =>
  given.when('after', (after) => lt(id, after));

/** What a statement for a page is given: one row more than the page has, to learn whether there is another. */
export const withNext = <Request extends PageRequest>(request: Request): Request => ({
  ...request,
  limit: request.limit + 1,
});

/** Cuts the one row that was read beyond the page to learn whether there is another. */
export function toPage<Row extends { id: string }, T>(rows: Row[], limit: number, map: (row: Row) => T): Page<T> {
  const items = rows.slice(0, limit);
  return { items: items.map(map), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
