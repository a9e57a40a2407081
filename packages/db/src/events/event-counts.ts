import type { Document, Long } from 'mongodb';
import type { EventRollupDocument } from './documents.ts';

export type EventCounts = EventRollupDocument['counts'];
export type EventPart = EventRollupDocument['parts'][number];

export const countNames = [
  'plays',
  'skips',
  'completes',
  'playsWithPlaytime',
  'playsUnder30s',
  'streams',
  'playtimeMs',
] as const satisfies readonly (keyof EventCounts)[];

const streamMs = 30_000;

const sumWhere = (condition: Document): Document => ({ $sum: { $cond: [condition, 1, 0] } });
// A play time that isn't known would count as less than any number.
const timed = (condition: Document): Document => sumWhere({ $and: [{ $ne: ['$playtimeMs', null] }, condition] });

/** What a `$group` over raw events counts. */
export const countingEvents: Readonly<Record<keyof EventCounts, Document>> = {
  plays: sumWhere({ $eq: ['$type', 'play'] }),
  skips: sumWhere({ $eq: ['$type', 'skip'] }),
  completes: sumWhere({ $eq: ['$type', 'complete'] }),
  playsWithPlaytime: sumWhere({ $ne: ['$playtimeMs', null] }),
  playsUnder30s: timed({ $lt: ['$playtimeMs', streamMs] }),
  streams: timed({ $gte: ['$playtimeMs', streamMs] }),
  playtimeMs: { $sum: '$playtimeMs' },
};

export type SummedCounts = Record<keyof EventCounts, number | Long>;

/** A sum comes back as a 64-bit integer where 32 bits don't hold it. */
export function toCounts(sums: SummedCounts): EventCounts {
  const whole = (value: number | Long) => (typeof value === 'number' ? value : value.toNumber());
  return {
    plays: whole(sums.plays),
    skips: whole(sums.skips),
    completes: whole(sums.completes),
    playsWithPlaytime: whole(sums.playsWithPlaytime),
    playsUnder30s: whole(sums.playsUnder30s),
    streams: whole(sums.streams),
    playtimeMs: whole(sums.playtimeMs),
  };
}

export function addCounts(parts: readonly EventCounts[]): EventCounts {
  const sum = { plays: 0, skips: 0, completes: 0, playsWithPlaytime: 0, playsUnder30s: 0, streams: 0, playtimeMs: 0 };
  for (const part of parts) for (const name of countNames) sum[name] += part[name];
  return sum;
}

const partKey = ({ country, deviceType }: Pick<EventPart, 'country' | 'deviceType'>) =>
  `${country ?? ''} ${deviceType ?? ''}`;

/** One part for each country and type of device, in an order that doesn't depend on where they come from. */
export function mergeParts(parts: readonly EventPart[]): EventPart[] {
  const groups = Map.groupBy(parts, partKey);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...rest]]) => {
      if (!first) return [];
      const { country, deviceType } = first;
      return [{ country, deviceType, ...addCounts([first, ...rest]) }];
    });
}
