import type Stripe from 'stripe';
import { z } from 'zod';
import { integer } from './form.ts';
import { invalid, missing } from './stripe-refusal.ts';

const range = z.union([
  integer,
  z.object({ gt: integer.optional(), gte: integer.optional(), lt: integer.optional(), lte: integer.optional() }),
]);

/** What every list takes. */
export const pageQuery = {
  limit: integer.optional(),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: range.optional(),
  expand: z.array(z.string()).optional(),
};

export interface PageQuery {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: z.output<typeof range> | undefined;
}

export const listOf = <T>(data: T[], url: string, hasMore = false): Stripe.ApiList<T> => ({
  object: 'list',
  data,
  has_more: hasMore,
  url,
});

/** One page, newest first, beside the object that a cursor names. */
export function pageOf<T extends { id: string; created?: number }>(
  oldestFirst: Iterable<T>,
  query: PageQuery,
  url: string,
): Stripe.ApiList<T> {
  const limit = query.limit ?? 10;
  if (limit < 1 || limit > 100) throw invalid('Limit must be between 1 and 100.', 'limit');
  if (query.starting_after !== undefined && query.ending_before !== undefined)
    throw invalid('You may only specify one of these parameters: ending_before, starting_after.');
  const all = [...oldestFirst].filter(({ created }) => isWithin(created ?? 0, query.created)).toReversed();
  const placeOf = (id: string, param: string) => {
    const place = all.findIndex((item) => item.id === id);
    if (place === -1) throw missing('object', id, param);
    return place;
  };
  if (query.ending_before !== undefined) {
    const before = all.slice(0, placeOf(query.ending_before, 'ending_before'));
    return listOf(before.slice(-limit), url, before.length > limit);
  }
  const from = query.starting_after === undefined ? 0 : placeOf(query.starting_after, 'starting_after') + 1;
  return listOf(all.slice(from, from + limit), url, all.length > from + limit);
}

function isWithin(created: number, asked: PageQuery['created']): boolean {
  if (asked === undefined) return true;
  if (typeof asked === 'number') return created === asked;
  const { gt, gte, lt, lte } = asked;
  return (
    (gt === undefined || created > gt) &&
    (gte === undefined || created >= gte) &&
    (lt === undefined || created < lt) &&
    (lte === undefined || created <= lte)
  );
}
