import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoreSettings } from '@songtrackpro/server';
import type { TestProject } from 'vitest/node';
import { externalMongodb, externalPostgres } from './external-stores.ts';
import { reaches } from './import-graph.ts';
import { mongoDatabaseOfRun, postgresDatabaseOfRun } from './run-databases.ts';

const settingsModule = fileURLToPath(new URL('./store-settings.ts', import.meta.url));

/** Files of this run. A value of an option may pass for a filter; then too many files are answered, never too few. */
async function filesOfRun(project: TestProject): Promise<string[]> {
  // `run` is vitest's own word; taken for a filter it would name only the test files that have it in their names.
  const words = process.argv.slice(process.argv[2] === 'run' ? 3 : 2);
  const filters = words.filter((argument) => !argument.startsWith('-'));
  const chosen = await Promise.all(filters.map((filter) => project.globTestFiles([filter])));
  const files = chosen.flatMap(({ testFiles }) => testFiles);
  return files.length > 0 ? files : (await project.globTestFiles()).testFiles;
}

/** Closed in the reverse order in which they were opened. */
type Closing = (() => Promise<void>)[];

/**
 * Opens both stores once for a run that needs them, and migrates them: the embedded ones, or databases of the run's own on
 * the servers that the environment names.
 */
export default async function setUpStores(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!reaches(await filesOfRun(project), settingsModule)) {
    project.provide('stores', undefined);
    return undefined;
  }
  const closing: Closing = [];
  const close = async () => {
    for (const step of closing.reverse()) await step();
  };
  try {
    const settings = await openSettings(closing);
    const { migrateStores } = await import('@songtrackpro/server');
    await migrateStores(settings);
    project.provide('stores', settings);
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

async function openSettings(closing: Closing): Promise<StoreSettings> {
  const folder = await mkdtemp(join(tmpdir(), 'stp-stores-'));
  closing.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const [{ openStores }, { localTokenKeys, roleUrls }] = await Promise.all([
    import('@songtrackpro/embedded'),
    import('@songtrackpro/server'),
  ]);
  const [mongodb, owner] = [externalMongodb(), externalPostgres()];
  const stores = await openStores({ dataDir: folder, documents: mongodb === undefined, postgres: owner === undefined });
  closing.push(() => stores.close());
  const documents = mongodb === undefined ? undefined : mongoDatabaseOfRun(mongodb);
  if (documents) closing.push(documents.drop);
  const database = owner === undefined ? undefined : await postgresDatabaseOfRun(owner);
  if (database) closing.push(database.drop);
  const [ownerUrl, mongodbUri] = [database?.url ?? stores.postgresUrl, documents?.url ?? stores.documentsUri];
  if (ownerUrl === undefined || mongodbUri === undefined) throw new Error('both stores were asked for');
  const roleSecret = owner?.secret ?? stores.secret;
  const urls = roleUrls(ownerUrl, roleSecret);
  const { secret } = stores;
  const [tokenKeys, filesDir] = [localTokenKeys(secret), join(folder, 'files')];
  return { ownerUrl, urls, mongodbUri, roleSecret, secret, tokenKeys, filesDir };
}
