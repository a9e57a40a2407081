import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DocumentServer } from './server-process.ts';
import { events, INDEXES } from './streaming-events.ts';

const BATCH = 1000;
const BATCHES = 20;

/** Documents per second through driver and server: batches of 1,000 into a collection with four indexes. */
export async function insertThroughServer({ client }: DocumentServer, round: number): Promise<number> {
  const collection = client.db('bench').collection(`insert_${round}`);
  await collection.createIndexes(INDEXES);
  const batches = Array.from({ length: BATCHES }, (_, i) => events(i * BATCH, BATCH, round));
  const start = performance.now();
  for (const batch of batches) await collection.insertMany(batch as never[]);
  const seconds = (performance.now() - start) / 1000;
  await collection.drop();
  return (BATCH * BATCHES) / seconds;
}

export interface StoredRows {
  documents: [rid: number, doc: Uint8Array][];
  /** Entries of each index, in the order of the documents. */
  indexes: { unique: boolean; entries: [key: Uint8Array, rid: number][] }[];
}

/** What the server wrote for such batches, read from its file: the same bytes and index entries for the baseline. */
export async function rowsAsStored(
  start: (folder: string) => Promise<DocumentServer>,
  folder: string,
): Promise<StoredRows> {
  const server = await start(folder);
  const collection = server.client.db('bench').collection('rows');
  await collection.createIndexes(INDEXES);
  for (let i = 0; i < BATCHES; i++) await collection.insertMany(events(i * BATCH, BATCH) as never[]);
  await server.stop();
  const database = new DatabaseSync(join(folder, 'documents.db'), { readOnly: true });
  const all = <T>(sql: string): T[] => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    const rows: unknown = statement.all();
    return rows as T[];
  };
  const tables = all<[string, string]>(
    "select name, sql from sqlite_schema where type = 'table' and name glob 'i[0-9]*'",
  );
  const rows: StoredRows = {
    documents: all('select rid, doc from c1 order by rid'),
    indexes: tables.map(([name, sql]) => ({
      unique: sql.includes('k blob primary key'),
      entries: all(`select k, rid from ${name} order by rid`),
    })),
  };
  database.close();
  return rows;
}

/** Documents per second of writing those rows straight into the engine, with the server's settings. */
export function insertIntoEngine(folder: string, round: number, { documents, indexes }: StoredRows): number {
  const database = new DatabaseSync(join(folder, `baseline-${round}.db`));
  database.exec('pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal');
  database.exec('pragma temp_store = memory; pragma cache_size = -65536; pragma wal_autocheckpoint = 4000');
  database.exec('create table c1 (rid integer primary key, doc blob not null)');
  const insert = database.prepare('insert into c1 values (?, ?)');
  const adds = indexes.map(({ unique, entries }, i) => {
    database.exec(
      `create table i${i} (${unique ? 'k blob primary key, rid integer not null' : 'k blob, rid integer, primary key (k, rid)'}) without rowid`,
    );
    return { add: database.prepare(`insert or ignore into i${i} values (?, ?)`), entries };
  });
  const start = performance.now();
  for (let from = 0; from < documents.length; from += BATCH) {
    database.exec('begin immediate');
    for (let at = from; at < from + BATCH; at++) {
      insert.run(...(documents[at] as [number, Uint8Array]));
      for (const { add, entries } of adds) add.run(...(entries[at] as [Uint8Array, number]));
    }
    database.exec('commit');
  }
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return documents.length / seconds;
}
