import { DatabaseSync } from 'node:sqlite';
import { Aggregator } from 'mingo';
import type { DocumentServer } from './server-process.ts';
import { events, INDEXES, streamingEvent } from './streaming-events.ts';

export const DOCUMENTS = 100_000;
const RANGE = 1000;
const QUERIES = 40;
const GROUP = [{ $group: { _id: '$country', plays: { $sum: '$plays' }, seconds: { $sum: '$seconds' } } }];

export async function loadEvents({ client }: DocumentServer): Promise<void> {
  const collection = client.db('bench').collection('events');
  await collection.createIndexes(INDEXES);
  for (let from = 0; from < DOCUMENTS; from += 1000) await collection.insertMany(events(from, 1000) as never[]);
}

/** Documents per second of indexed range finds of 1,000 documents; bytes as stored, as the engine gives them. */
export async function findThroughServer({ client }: DocumentServer): Promise<number> {
  const collection = client.db('bench').collection('events');
  let found = 0;
  const start = performance.now();
  for (let i = 0; i < QUERIES; i++) {
    const from = streamingEvent((i * 2113) % (DOCUMENTS - RANGE)).receivedAt;
    const filter = { receivedAt: { $gte: from, $lt: new Date(from.getTime() + RANGE * 1000) } };
    found += (await collection.find(filter, { raw: true, batchSize: RANGE + 1 }).toArray()).length;
  }
  if (found !== QUERIES * RANGE) throw new Error(`expected ${QUERIES * RANGE} documents, found ${found}`);
  return found / ((performance.now() - start) / 1000);
}

/** The same ranges read from a copy of the server's file, by the same join of index and documents. */
export function findInEngine(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const index = database
    .prepare(
      "select max(cast(substr(name, 2) as integer)) n from sqlite_schema where type = 'table' and name glob 'i[0-9]*'",
    )
    .get()?.n;
  const first = database.prepare(`select k from i${index} order by k limit 1 offset ?`);
  const range = database.prepare(
    `select i.k, i.rid, c.doc from i${index} i cross join c1 c on c.rid = i.rid where i.k >= ? order by i.k, i.rid limit ${RANGE}`,
  );
  range.setReturnArrays(true);
  const starts = Array.from(
    { length: QUERIES },
    (_, i) => first.get((i * 2113) % (DOCUMENTS - RANGE))?.k as Uint8Array,
  );
  let found = 0;
  const start = performance.now();
  for (const from of starts) found += range.all(from).length;
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return found / seconds;
}

/** Documents per second of a group-by over all documents. */
export async function groupThroughServer({ client }: DocumentServer): Promise<number> {
  const start = performance.now();
  const groups = await client.db('bench').collection('events').aggregate(GROUP).toArray();
  if (groups.length !== 7) throw new Error(`expected 7 groups, got ${groups.length}`);
  return DOCUMENTS / ((performance.now() - start) / 1000);
}

/** The same by mingo alone on an array that is in memory already. */
export function groupByMingo(documents: Record<string, unknown>[]): number {
  const start = performance.now();
  new Aggregator(GROUP).run(documents);
  return documents.length / ((performance.now() - start) / 1000);
}
