import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import postgres from 'postgres';
import { type ExternalPostgres, withMongoDatabase, withPostgresDatabase } from './external-stores.ts';

/** A database that belongs to one run. */
export interface RunDatabase {
  url: string;
  drop(): Promise<void>;
}

const newName = () => `stp_test_${randomBytes(6).toString('hex')}`;

/** MongoDB makes it with the first document. */
export function mongoDatabaseOfRun(uri: string): RunDatabase {
  const url = withMongoDatabase(uri, newName());
  return {
    url,
    drop: async () => {
      const client = new MongoClient(url, { serverSelectionTimeoutMS: 5000 });
      try {
        await client.db().dropDatabase();
      } finally {
        await client.close();
      }
    },
  };
}

/** Runs one statement as who owns the database, over a connection of its own. */
export async function askAsOwner(ownerUrl: string, statement: string): Promise<readonly object[]> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return await owner.unsafe(statement);
  } finally {
    await owner.end({ timeout: 5 });
  }
}

export async function postgresDatabaseOfRun({ ownerUrl }: ExternalPostgres): Promise<RunDatabase> {
  const name = newName();
  const ask = (statement: string) => askAsOwner(ownerUrl, statement);
  // UTF8 whatever the server's default is; sorted as the server sorts.
  await ask(`create database ${name} template template0 encoding 'UTF8'`);
  return {
    url: withPostgresDatabase(ownerUrl, name),
    drop: async () => void (await ask(`drop database if exists ${name} with (force)`)),
  };
}
