import { MongoClient } from 'mongodb';
import { EmbeddedStoreError, messageOf } from '../errors.ts';
import { type CopyReport, copyDatabase } from './copy-database.ts';
import { removeMarks } from './copy-marks.ts';

export interface UriConversion {
  /** Each names a database, as `mongodb://host/database`. */
  from: string;
  to: string;
  onProgress?: (line: string) => void;
}

const URI = /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)\/([^/?]+)/;

const WAIT = 'serverSelectionTimeoutMS';

/** Copies one database to another server, or to another name. The target must be empty. */
export async function convertUris({ from, to, onProgress = () => {} }: UriConversion): Promise<CopyReport> {
  const [sourcePlace, targetPlace] = [placeOf(from, 'source'), placeOf(to, 'target')];
  if (sourcePlace === targetPlace) {
    throw new EmbeddedStoreError('conversion_failed', `Source and target are the same database, ${sourcePlace}.`);
  }
  const clients = [from, to].map((uri) => new MongoClient(uri, uri.includes(WAIT) ? {} : { [WAIT]: 10_000 }));
  try {
    for (const client of clients) await reach(client, client === clients[0] ? sourcePlace : targetPlace);
    const [source, target] = clients.map((client) => client.db());
    if (!source || !target) throw new Error('both databases were opened');
    const report = await copyDatabase(source, target, sourcePlace, onProgress);
    await removeMarks(target);
    return report;
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

/** Host and database without the password, for messages and to tell sources apart. */
function placeOf(uri: string, which: string): string {
  const [, hosts, database] = URI.exec(uri) ?? [];
  if (hosts !== undefined && database !== undefined)
    return `${decodeURIComponent(hosts)}/${decodeURIComponent(database)}`;
  throw new EmbeddedStoreError(
    'conversion_failed',
    `The URI of the ${which} must name server and database, such as mongodb://user:password@host:27017/database.`,
  );
}

async function reach(client: MongoClient, place: string): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    throw new EmbeddedStoreError('conversion_failed', `${place} can't be reached: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
