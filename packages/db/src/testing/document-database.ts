import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores } from '@songtrackpro/embedded';
import type { Db } from 'mongodb';
import { afterAll } from 'vitest';
import { externalMongodb, withMongoDatabase } from '../../../../scripts/vitest/external-stores.ts';
import { type DocumentMigration, migrateDocuments } from '../core/document-migration.ts';
import { type DocumentOptions, type Documents, nativeOf, openDocuments } from '../core/mongo.ts';

export interface TestDocuments {
  documents: Documents;
  uri: string;
  /** The database itself, to look at what is really stored. */
  native: Db;
  migration: DocumentMigration;
}

/** The server that STP_TEST_MONGODB_URI names, else an embedded one of the test file's own. */
async function openServer(): Promise<{ uri: string; close(): Promise<void> }> {
  const given = externalMongodb();
  if (given !== undefined) return { uri: given, close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'stp-documents-'));
  const stores = await openStores({ dataDir: folder, postgres: false });
  return {
    uri: stores.documentsUri ?? '',
    close: async () => {
      await stores.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const server = await openServer();

// Registered as the module is loaded: what a running test registers, vitest never calls.
const closing: (() => Promise<unknown>)[] = [() => server.close()];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** A database of its own on a running server, not migrated yet. */
export async function openEmptyDocuments(options?: DocumentOptions): Promise<Omit<TestDocuments, 'migration'>> {
  const uri = withMongoDatabase(server.uri, `stp_test_${randomUUID().slice(0, 8)}`);
  const documents = await openDocuments(uri, options);
  closing.push(async () => {
    if (externalMongodb() !== undefined) await nativeOf(documents.db).dropDatabase();
    await documents.close();
  });
  return { documents, uri, native: nativeOf(documents.db) };
}

/** A migrated database of its own. */
export async function openTestDocuments(options?: DocumentOptions): Promise<TestDocuments> {
  const opened = await openEmptyDocuments(options);
  return { ...opened, migration: await migrateDocuments(opened.documents, opened.uri) };
}
