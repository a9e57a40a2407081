import { errorCatalogue } from '@songtrackpro/contracts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import type { Page, PageRequest } from '../core/page.ts';
import { apiUsage } from './documents.ts';

/** Upper ends of the buckets that durations are counted in, in milliseconds; what takes longer is `le_inf`. */
export const durationBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000] as const;

/** Name of the bucket of a duration, in milliseconds. */
export function durationBucket(milliseconds: number): string {
  const end = durationBuckets.find((bucket) => milliseconds <= bucket);
  return `le_${end ?? 'inf'}`;
}

const bucketNames = [...durationBuckets.map((end) => `le_${end}`), 'le_inf'];
const outcomeNames = ['ok', ...Object.keys(errorCatalogue)];

/** What calls are added up by: their key, their procedure, or their day in UTC. */
export type UsageGrouping = 'apiKey' | 'procedure' | 'day';

export interface UsageQuery {
  /** Minutes that begin from the first instant on and before the second. */
  from: Date;
  to: Date;
  groupBy: UsageGrouping;
  apiKeyId?: string | undefined;
  route?: string | undefined;
}

export interface UsageTotals {
  /** The key's id (null for calls of people), the procedure, or the day as `YYYY-MM-DD`. */
  group: string | null;
  requests: number;
  /** Calls by code: `ok`, or a code of the catalogue of errors; those that are 0 are left out. */
  outcomes: Record<string, number>;
  /** Calls by bucket of their duration; those that are 0 are left out. */
  durations: Record<string, number>;
  requestBytes: number;
  responseBytes: number;
}

const groupKeys: Record<UsageGrouping, unknown> = {
  apiKey: '$apiKeyId',
  procedure: '$route',
  day: { $dateToString: { date: '$timestamp', format: '%Y-%m-%d' } },
};

/** Codes and buckets are known, so that the store can add them up without unwinding the maps. */
const sums = (prefix: string, map: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [`${prefix}${name}`, { $sum: `$${map}.${name}` }]));

const groupStage = (grouping: UsageGrouping) => ({
  $group: {
    _id: groupKeys[grouping],
    requests: { $sum: '$requests' },
    requestBytes: { $sum: '$requestBytes' },
    responseBytes: { $sum: '$responseBytes' },
    ...sums('outcome_', 'outcomes', outcomeNames),
    ...sums('duration_', 'durations', bucketNames),
  },
});

/** The group of people's calls comes first: null is before everything. */
const noKey = 'none';

function afterStage(after: string | null, groupBy: UsageGrouping) {
  if (after === null) return [];
  if (after === noKey) return [{ $match: { _id: { $ne: null } } }];
  return [{ $match: { _id: { $gt: groupBy === 'apiKey' ? toUuid(after) : after } } }];
}

type Row = { _id: { toString(): string } | null } & Record<string, unknown>;

const read = (row: Row, prefix: string, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const count = Number(row[`${prefix}${name}`]);
      return count > 0 ? [[name, count]] : [];
    }),
  );

const toTotals = (row: Row): UsageTotals => ({
  group: row._id?.toString() ?? null,
  requests: Number(row.requests),
  outcomes: read(row, 'outcome_', outcomeNames),
  durations: read(row, 'duration_', bucketNames),
  requestBytes: Number(row.requestBytes),
  responseBytes: Number(row.responseBytes),
});

/** An organization's calls by key, procedure or day, in the order of these. */
export async function readApiUsage(
  db: DocumentDatabase,
  organizationId: string,
  { limit, after, from, to, groupBy, apiKeyId, route }: PageRequest & UsageQuery,
): Promise<Page<UsageTotals>> {
  const collection = tenantCollection(db, apiUsage, organizationId);
  const wanted = {
    timestamp: { $gte: from, $lt: to },
    ...(apiKeyId !== undefined && { apiKeyId: toUuid(apiKeyId) }),
    ...(route !== undefined && { route }),
  };
  const rows = await collection.aggregate<Row>([
    { $match: wanted },
    groupStage(groupBy),
    ...afterStage(after, groupBy),
    { $sort: { _id: 1 } },
    { $limit: limit + 1 },
  ]);
  const items = rows.slice(0, limit).map(toTotals);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? (last.group ?? noKey) : null };
}
