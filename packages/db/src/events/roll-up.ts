import type { UUID } from 'mongodb';
import { hashId } from '../core/document-ids.ts';
import { type TenantWrite, tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { type EventRollupDocument, eventRollups, streamingEvents } from './documents.ts';
import { addCounts, countingEvents, type EventPart, mergeParts, type SummedCounts, toCounts } from './event-counts.ts';
import { hourMs, listMarks, removeMarks, type TouchedHour } from './rollup-marks.ts';

const dayMs = 24 * hourMs;
/** Tracks in one aggregation. */
const tracksAtOnce = 200;
/** Marks that are counted in one go. */
export const marksAtOnce = 500;
/** Far longer than a call may take: the writer of a mark that is older is dead. */
const abandonedAfterMs = 15 * 60_000;
/** Far more than there are workers. */
const mostAttempts = 50;

type Granularity = EventRollupDocument['granularity'];

/** One roll-up as it should be. */
interface Counted {
  trackId: UUID | null;
  campaignId: UUID | null;
  parts: EventPart[];
}

/** An hour or a day, with some of its tracks. */
export interface CountedSpan {
  granularity: Granularity;
  start: Date;
  trackIds: (UUID | null)[];
}

/** Counts the events of one hour. */
async function countHour(
  db: DocumentDatabase,
  organizationId: string,
  { start, trackIds }: CountedSpan,
): Promise<Counted[]> {
  const end = new Date(start.getTime() + hourMs);
  const events = tenantCollection(db, streamingEvents, organizationId);
  type Row = SummedCounts & {
    _id: Pick<Counted, 'trackId' | 'campaignId'> & Pick<EventPart, 'country' | 'deviceType'>;
  };
  const by = {
    trackId: '$trackId',
    campaignId: '$campaignId',
    country: '$location.country',
    deviceType: '$device.type',
  };
  const rows = await events.aggregate<Row>([
    { $match: { trackId: { $in: trackIds }, timestamp: { $gte: start, $lt: end } } },
    { $group: { _id: by, ...countingEvents } },
  ]);
  return gather(
    rows.map(({ _id: { trackId, campaignId, country, deviceType }, ...sums }) => ({
      trackId,
      campaignId,
      parts: [{ country: country ?? null, deviceType: deviceType ?? null, ...toCounts(sums) }],
    })),
  );
}

/** Adds up the hours of one day. */
async function addHours(
  db: DocumentDatabase,
  organizationId: string,
  { start, trackIds }: CountedSpan,
): Promise<Counted[]> {
  const end = new Date(start.getTime() + dayMs);
  const rollups = tenantCollection(db, eventRollups, organizationId);
  return gather(
    await rollups.find({ granularity: 'hour', trackId: { $in: trackIds }, start: { $gte: start, $lt: end } }),
  );
}

function gather(found: readonly Counted[]): Counted[] {
  const groups = Map.groupBy(found, ({ trackId, campaignId }) => `${trackId} ${campaignId}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const { trackId, campaignId } = first;
    return [{ trackId, campaignId, parts: mergeParts([first, ...rest].flatMap(({ parts }) => parts)) }];
  });
}

function toWrite(
  organizationId: string,
  { granularity, start }: CountedSpan,
  { trackId, campaignId, parts }: Counted,
  existing: EventRollupDocument | undefined,
  now: Date,
): TenantWrite<EventRollupDocument> | null {
  const counts = addCounts(parts);
  if (!existing) {
    const key = [organizationId, granularity, start.toISOString(), `${trackId}`, `${campaignId}`];
    const links = { campaignId, trackId, userId: null, accountId: null };
    const own = { _id: toUuid(hashId(key)), organizationId: toUuid(organizationId), ...links };
    const times = { createdAt: now, updatedAt: now };
    return { insert: { ...own, granularity, start, counts, parts, revision: 1, ...times } };
  }
  if (JSON.stringify(mergeParts(existing.parts)) === JSON.stringify(parts)) return null;
  return {
    filter: { _id: existing._id, revision: existing.revision },
    update: { $set: { counts, parts, updatedAt: now, revision: existing.revision + 1 } },
  };
}

/**
 * Brings the roll-ups of one hour or day to what holds now. What stands is read before it is counted, and replaced only
 * if it still stands: a worker that counted earlier can't overwrite one that counted later.
 */
async function renew(db: DocumentDatabase, organizationId: string, span: CountedSpan, now: Date): Promise<void> {
  const rollups = tenantCollection(db, eventRollups, organizationId);
  const { granularity, start, trackIds } = span;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const standing = await rollups.find({ granularity, start, trackId: { $in: trackIds } });
    const byLinks = new Map(standing.map((one) => [`${one.trackId} ${one.campaignId}`, one]));
    const counted = await (granularity === 'hour' ? countHour : addHours)(db, organizationId, span);
    const writes = counted.flatMap(
      (one) => toWrite(organizationId, span, one, byLinks.get(`${one.trackId} ${one.campaignId}`), now) ?? [],
    );
    const { applied } = await rollups.write(writes);
    if (applied === writes.length) return;
  }
  throw new Error(`Roll-ups could not be written: other workers came first ${mostAttempts} times in a row.`);
}

/** The spans of a unit that are touched, each with its tracks in handy portions. */
function spansOf(granularity: Granularity, touched: readonly TouchedHour[]): CountedSpan[] {
  const unit = granularity === 'hour' ? hourMs : dayMs;
  const groups = Map.groupBy(touched, ({ hour }) => Math.floor(hour.getTime() / unit) * unit);
  return [...groups].flatMap(([start, hours]) => {
    const trackIds = [...new Map(hours.map(({ trackId }) => [`${trackId}`, trackId])).values()];
    const portions = Math.ceil(trackIds.length / tracksAtOnce);
    return Array.from({ length: portions }, (_, index) => ({
      granularity,
      start: new Date(start),
      trackIds: trackIds.slice(index * tracksAtOnce, (index + 1) * tracksAtOnce),
    }));
  });
}

/**
 * Counts the hours and days that an organization's new events have touched, and answers how many batches are counted for
 * good; 0 where nothing is left to do. `onCounted` is told which were counted. It may end anywhere and be repeated: an hour is always counted from its events.
 */
export async function rollUpEvents(
  db: DocumentDatabase,
  organizationId: string,
  now: Date,
  onCounted: (spans: readonly CountedSpan[]) => Promise<void> = async () => {},
): Promise<number> {
  const marks = await listMarks(db, organizationId, marksAtOnce);
  const touched = marks.flatMap((mark) => mark.touched);
  const spans = [...spansOf('hour', touched), ...spansOf('day', touched)];
  for (const span of spans) await renew(db, organizationId, span, now);
  // Before the marks go: whoever dies in between is followed by one who tells it.
  if (spans.length > 0) await onCounted(spans);
  // A batch whose writer may still be at work keeps its mark, and is counted again.
  const limit = now.getTime() - abandonedAfterMs;
  const done = marks
    .filter(({ stored, receivedAt }) => stored === 'yes' || receivedAt.getTime() < limit)
    .map(({ _id }) => _id);
  await removeMarks(db, organizationId, done);
  return done.length;
}
