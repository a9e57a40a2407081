import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readTenantDocuments } from '@songtrackpro/db';
import { afterAll } from 'vitest';
import { mongoDatabaseOfRun } from '../../../scripts/vitest/run-databases.ts';
import { type Archive, openArchive } from '../src/archive/index.ts';
import type { ArchiveSettings, StoreSettings } from '../src/core/settings.ts';
import { migrateStores, type RunningServer } from '../src/server.ts';
import { openOwnDatabase } from './own-database.ts';

/** A folder that is there until the test file has ended. */
export async function archiveFolder(): Promise<{ folder: string; settings: ArchiveSettings }> {
  const folder = await mkdtemp(join(tmpdir(), 'stp-archive-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return { folder, settings: { url: pathToFileURL(folder).href, marginDays: 7 } };
}

/** Databases of this file alone in both stores, migrated; documents are archived before they go. */
export async function openArchivingStores(archive: ArchiveSettings): Promise<StoreSettings> {
  const own = await openOwnDatabase();
  const { url, drop } = mongoDatabaseOfRun(own.mongodbUri);
  afterAll(drop);
  const stores = { ...own, mongodbUri: url, archive };
  await migrateStores(stores);
  return stores;
}

/** Opens the archive as it is at a moment, for one piece of work. */
export async function atArchive<Output>(
  stores: StoreSettings,
  now: Date,
  work: (archive: Archive) => Promise<Output>,
): Promise<Output> {
  const archive = await openArchive(stores, () => now);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

const expiring = ['campaign_metrics', 'spotify_metrics', 'sales_metrics', 'streaming_events', 'event_rollups'];

/** An organization's documents that expire, by collection and id, as canonical Extended JSON. */
export async function expiringOf({ services }: RunningServer, organizationId: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { collection, json } of readTenantDocuments(services.documents.db, organizationId)) {
    if (!expiring.includes(collection)) continue;
    const { _id } = JSON.parse(json) as { _id: unknown };
    found.set(`${collection} ${JSON.stringify(_id)}`, json);
  }
  return found;
}

/** Without the moment that they expire by. */
export const apartFromExpiry = (documents: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries(
    [...documents].map(([id, json]) => [id, json.replace(/"(createdAt|receivedAt)":\{"\$date":\{[^}]*\}\}/, '')]),
  );
