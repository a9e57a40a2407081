import type { MongoClient } from 'mongodb';
import { EmbeddedStoreError } from '../errors.ts';

const OWN = new Set(['admin', 'config', 'local']);
// The longest that fits into a timer.
const NEVER_SECONDS = 2_000_000;

/** Databases that hold what programs wrote, not what the server needs for itself. */
export async function userDatabases(client: MongoClient): Promise<string[]> {
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  return databases.map(({ name }) => name).filter((name) => !OWN.has(name));
}

/** A database that the source doesn't have was not put there by an interrupted conversion. */
export async function refuseStrangers(target: MongoClient, expected: readonly string[]): Promise<void> {
  const stranger = (await userDatabases(target)).find((name) => !expected.includes(name));
  if (stranger === undefined) return;
  throw new EmbeddedStoreError(
    'conversion_failed',
    `The target isn't empty: it holds the database ${stranger}. Move its files out of the data folder, then start again.`,
  );
}

/** Keeps a server that will be stopped afterwards from expiring documents between copy and comparison. */
export async function holdExpiry(client: MongoClient): Promise<void> {
  await client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: NEVER_SECONDS });
}
