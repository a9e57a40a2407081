import { type Collection, type Document, UUID } from 'mongodb';
import type { DocumentServer } from '../documents/server-process.ts';
import { seeded } from './workload.ts';

/** Events of an hour's arrivals, on tracks whose popularity falls with their rank; some are sent twice. */
export interface Play {
  _id: UUID;
  organizationId: UUID;
  trackId: UUID;
  timestamp: Date;
  receivedAt: Date;
  type: string;
  playtimeMs: number;
  location: { country: string; region: null; city: null };
  device: { type: string; platform: null; app: null };
}

const indexes = [
  { key: { organizationId: 1, trackId: 1, timestamp: 1 } },
  { key: { organizationId: 1, campaignId: 1, timestamp: 1 } },
  { key: { receivedAt: 1 } },
] as const;

const id = (kind: number, number: number) => {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE((kind * 2654435761) >>> 0, 0);
  bytes.writeUInt32BE((number * 2246822519) >>> 0, 4);
  bytes.writeUInt32BE(number >>> 0, 8);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return new UUID(bytes);
};

/** Plays that arrive in time order over a day: `perHour` of them on 500 tracks of 20 organizations. */
export function plays(count: number, perHour: number, first = 0): Play[] {
  const random = seeded(first + 1);
  const start = Date.UTC(2026, 0, 1);
  return Array.from({ length: count }, (_, index) => {
    const track = Math.floor(500 ** random()) - 1;
    const timestamp = new Date(start + ((first + index) / perHour) * 3_600_000);
    return {
      _id: id(1, first + index),
      organizationId: id(2, track % 20),
      trackId: id(3, track),
      timestamp,
      receivedAt: new Date(timestamp.getTime() + 2000),
      type: random() < 0.2 ? 'skip' : 'play',
      playtimeMs: Math.floor(random() * 240_000),
      location: { country: random() < 0.5 ? 'DE' : 'US', region: null, city: null },
      device: { type: 'phone', platform: null, app: null },
    };
  });
}

const batchSize = 1000;

async function writeBatches(events: Play[], write: (batch: Play[]) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < events.length; from += batchSize) await write(events.slice(from, from + batchSize));
  return (events.length / (performance.now() - start)) * 1000;
}

export interface StorageCost {
  writesPerSecond: number;
  /** Events counted by track and type in a second of reading. */
  readsPerSecond: number;
  /** Documents and indexes together. */
  bytesPerEvent: number;
}

async function costOf(collection: Collection, writesPerSecond: number, count: number, group: Document[]) {
  const start = performance.now();
  const rows = await collection.aggregate<{ events: number }>(group).toArray();
  const readsPerSecond = (count / (performance.now() - start)) * 1000;
  const counted = rows.reduce((sum, { events }) => sum + events, 0);
  if (counted !== count) throw new Error(`${counted} of ${count} events were counted`);
  const stats = await collection.aggregate<Document>([{ $collStats: { storageStats: {} } }]).toArray();
  const { size = 0, totalIndexSize = 0 } = stats[0]?.storageStats ?? {};
  return { writesPerSecond, readsPerSecond, bytesPerEvent: (Number(size) + Number(totalIndexSize)) / count };
}

/** One document for each event. */
export async function measurePlain({ client }: DocumentServer, events: Play[]): Promise<StorageCost> {
  const collection = client.db('placement').collection<Play & Document>('plain');
  await collection.drop();
  await collection.createIndexes([...indexes]);
  const rate = await writeBatches(events, (batch) => collection.insertMany(batch, { ordered: false }));
  const group = { $group: { _id: { trackId: '$trackId', type: '$type' }, events: { $sum: 1 } } };
  return costOf(client.db('placement').collection('plain'), rate, events.length, [group]);
}

/** Events in a bucket at most: what is appended to rewrites the document. */
const bucketSize = 500;

/**
 * Events of a track and hour in documents of up to 500. Buckets at their best: the events of a batch are appended
 * together, and nothing looks whether an event is in a bucket already, which plain documents do by their id.
 */
export async function measureBuckets({ client }: DocumentServer, events: Play[]): Promise<StorageCost> {
  const collection = client.db('placement').collection('buckets');
  await collection.drop();
  await collection.createIndexes([...indexes]);
  const hourOf = ({ timestamp }: Play) => Math.floor(timestamp.getTime() / 3_600_000) * 3_600_000;
  const rate = await writeBatches(events, (batch) => {
    const groups = Map.groupBy(batch, (play) => `${play.trackId.toHexString()} ${hourOf(play)}`);
    const operations = [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { organizationId, trackId, receivedAt } = first;
      const own = group.map(({ organizationId: _, trackId: __, receivedAt: ___, ...event }) => event);
      return {
        updateOne: {
          filter: { organizationId, trackId, timestamp: new Date(hourOf(first)), n: { $lt: bucketSize } },
          update: { $push: { events: { $each: own } as never }, $setOnInsert: { receivedAt }, $inc: { n: own.length } },
          upsert: true,
        },
      };
    });
    return collection.bulkWrite(operations, { ordered: false });
  });
  const group = { $group: { _id: { trackId: '$trackId', type: '$events.type' }, events: { $sum: 1 } } };
  return costOf(collection, rate, events.length, [{ $unwind: '$events' }, group]);
}

export interface ExpiryCost {
  /** Milliseconds for a hundred thousand documents. */
  deleteMs: number;
  dropMs: number;
}

/** What it costs to be rid of a month: deleting by the expiring index, or dropping the month's own collection. */
export async function measureExpiry({ client }: DocumentServer, events: Play[]): Promise<ExpiryCost> {
  const db = client.db('placement');
  const fill = async (name: string) => {
    const collection = db.collection<Play & Document>(name);
    await collection.drop();
    await collection.createIndexes([...indexes]);
    await writeBatches(events, (batch) => collection.insertMany(batch, { ordered: false }));
    return collection;
  };
  const whole = await fill('whole');
  const start = performance.now();
  const last = events.at(-1)?.receivedAt ?? new Date();
  // As a TTL monitor does it: by ranges of the index, a thousand or so at a time.
  for (let from = 0; from < events.length; from += batchSize) {
    const until = events[from + batchSize]?.receivedAt ?? new Date(last.getTime() + 1);
    await whole.deleteMany({ receivedAt: { $lt: until } });
  }
  const deleteMs = performance.now() - start;
  if ((await whole.estimatedDocumentCount()) !== 0) throw new Error('documents were left');
  const month = await fill('month');
  const dropStart = performance.now();
  await month.drop();
  const per = 100_000 / events.length;
  return { deleteMs: deleteMs * per, dropMs: performance.now() - dropStart };
}
