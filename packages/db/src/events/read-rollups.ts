import type { Document, UUID } from 'mongodb';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { type EventRollupDocument, eventRollups } from './documents.ts';
import { countNames, type EventCounts, type EventPart, type SummedCounts, toCounts } from './event-counts.ts';

export interface RollupQuery {
  granularity: EventRollupDocument['granularity'];
  /** From the first instant on and before the second. */
  from: Date;
  to: Date;
  trackIds: readonly string[];
  campaignId?: string | undefined;
  /** False adds up the whole range. */
  byTime: boolean;
  groupBy?: 'track' | 'campaign' | 'country' | 'deviceType' | undefined;
  limit: number;
}

export interface RollupRow extends EventCounts, Pick<EventPart, 'country' | 'deviceType'> {
  start: Date | null;
  trackId: string | null;
  campaignId: string | null;
}

type Range = Pick<RollupQuery, 'granularity' | 'from' | 'to' | 'campaignId'>;

const within = ({ granularity, from, to, campaignId }: Range) => ({
  granularity,
  start: { $gte: from, $lt: to },
  ...(campaignId !== undefined && { campaignId: toUuid(campaignId) }),
});

/** Tracks that have events in a range. */
export async function findCountedTracks(db: DocumentDatabase, organizationId: string, range: Range): Promise<string[]> {
  const rollups = tenantCollection(db, eventRollups, organizationId);
  return (await rollups.distinct('trackId', within(range))).filter((id) => id !== null).map(String);
}

const groupPaths = {
  track: { trackId: '$trackId' },
  campaign: { campaignId: '$campaignId' },
  country: { country: '$parts.country' },
  deviceType: { deviceType: '$parts.deviceType' },
} as const;

/** What roll-ups count, added up by time and one more criterion, in order of time. Raw events are never read. */
export async function readRollups(
  db: DocumentDatabase,
  organizationId: string,
  query: RollupQuery,
): Promise<RollupRow[]> {
  const { groupBy, byTime, trackIds, limit } = query;
  const inParts = groupBy === 'country' || groupBy === 'deviceType';
  const path = inParts ? '$parts' : '$counts';
  const key: Document = { ...(byTime && { start: '$start' }), ...(groupBy && groupPaths[groupBy]) };
  const rollups = tenantCollection(db, eventRollups, organizationId);
  type Key = { start?: Date; trackId?: UUID | null; campaignId?: UUID | null } & Partial<EventPart>;
  const rows = await rollups.aggregate<SummedCounts & { _id: Key }>([
    { $match: { ...within(query), trackId: { $in: trackIds.map(toUuid) } } },
    ...(inParts ? [{ $unwind: '$parts' }] : []),
    { $group: { _id: key, ...Object.fromEntries(countNames.map((name) => [name, { $sum: `${path}.${name}` }])) } },
    { $sort: { _id: 1 } },
    { $limit: limit },
  ]);
  return rows.map(({ _id: { start, trackId, campaignId, country, deviceType }, ...sums }) => ({
    start: start ?? null,
    trackId: trackId?.toString() ?? null,
    campaignId: campaignId?.toString() ?? null,
    country: country ?? null,
    deviceType: deviceType ?? null,
    ...toCounts(sums),
  }));
}
