import { MongoClient } from 'mongodb';
import { expect, test } from 'vitest';
import { openEmptyDocuments, openTestDocuments } from '../testing/document-database.ts';
import { collectionNames } from './collection.ts';
import { indexesOf } from './collection-indexes.ts';
import { collections } from './collection-list.ts';
import { ownRetention } from './collection-retention.ts';
import { migrateDocuments, planDocuments } from './document-migration.ts';
import { DocumentDatabase, openDocuments } from './mongo.ts';

const details = async (work: ReturnType<typeof migrateDocuments>) => (await work).changes.map(({ detail }) => detail);

test('an empty database gets every collection with its validator and indexes, and a repetition changes nothing', async () => {
  const { documents, uri, native } = await openEmptyDocuments();
  const { changes } = await migrateDocuments(documents, uri);
  const created = changes.filter(({ change }) => change === 'create_collection').map(({ collection }) => collection);
  expect(created).toEqual(collections.map(({ name }) => name));
  expect(created).toEqual(expect.arrayContaining([...collectionNames]));
  expect(await migrateDocuments(documents, uri)).toEqual({ changes: [] });
  expect(await migrateDocuments(documents, uri, { thorough: true })).toEqual({ changes: [] });
  for (const collection of collections) {
    const names = (await native.collection(collection.name).listIndexes().toArray()).map(({ name }) => name);
    expect(names).toEqual(['_id_', ...indexesOf(collection).map(({ name }) => name)]);
  }
});

/** Read by the operator alone, over all organizations. */
const operators = new Set(['system_events kind_1_level_1_timestamp_1__id_1']);

test('every index but the expiring ones and the operator’s begins with the organization', () => {
  for (const collection of collections) {
    for (const { name, keys, options } of indexesOf(collection)) {
      if (operators.has(`${collection.name} ${name}`)) continue;
      if (options.expireAfterSeconds === undefined) expect(Object.keys(keys)[0]).toBe('organizationId');
    }
  }
});

test('documents expire by when they were stored or received, never by their own date', () => {
  const expiring = collections.flatMap((collection) =>
    indexesOf(collection).flatMap(({ keys, options }) =>
      options.expireAfterSeconds === undefined ? [] : [[collection.name, keys, options.expireAfterSeconds / 86_400]],
    ),
  );
  expect(expiring).toEqual([
    ['campaign_metrics', { createdAt: 1 }, 730],
    ['meta_ad_metrics', { createdAt: 1 }, 730],
    ['spotify_metrics', { createdAt: 1 }, 730],
    ['sales_metrics', { createdAt: 1 }, 730],
    ['activity_events', { receivedAt: 1 }, 365],
    ['streaming_events', { receivedAt: 1 }, 90],
    ['system_events', { receivedAt: 1 }, 30],
    ['campaign_reports', { createdAt: 1 }, 730],
    ['api_usage', { receivedAt: 1 }, 90],
    ['event_rollups', { createdAt: 1 }, 730],
  ]);
});

test('what was changed by hand is planned, reported and mended by a thorough migration', async () => {
  const { documents, uri, native } = await openTestDocuments();
  const [byTrack] = indexesOf(collections.find(({ name }) => name === 'streaming_events') ?? collections[0] ?? fail());
  await native.collection('streaming_events').dropIndex(byTrack?.name ?? '');
  await native.command({ collMod: 'system_events', validator: {} });
  await native.command({ collMod: 'api_usage', index: { keyPattern: { receivedAt: 1 }, expireAfterSeconds: 60 } });
  await native.dropCollection('campaign_reports');
  const planned = (await planDocuments(documents.db)).map(({ detail }) => detail);
  expect(planned).toEqual([
    'streaming_events: build index organizationId_1_trackId_1_timestamp_1',
    'system_events: replace the validator',
    'campaign_reports: create with its validator',
    'campaign_reports: build index organizationId_1_reportId_1_version_1',
    'campaign_reports: build index organizationId_1_createdAt_1__id_1',
    'campaign_reports: build index organizationId_1_campaignId_1_createdAt_1__id_1',
    'campaign_reports: build index createdAt_1, expiring after 730 days',
    'api_usage: expire after 90 days instead of 60 seconds',
  ]);
  expect(await details(migrateDocuments(documents, uri, { thorough: true, dryRun: true }))).toEqual(planned);
  expect(await details(migrateDocuments(documents, uri))).toEqual([]);
  expect(await details(migrateDocuments(documents, uri, { thorough: true }))).toEqual(planned);
  expect(await planDocuments(documents.db)).toEqual([]);
});

test('an index that an earlier definition made is dropped, and one that somebody else made stays', async () => {
  const { documents, uri, native } = await openTestDocuments();
  const events = native.collection('system_events');
  await events.createIndex({ name: 1 }, { name: 'by_hand' });
  await events.createIndex({ level: 1 }, { name: 'level_1' });
  await native
    .collection<{ _id: string }>('schema_marks')
    .updateOne({ _id: 'collections' }, { $push: { 'indexes.system_events': 'level_1' }, $set: { checksum: 'older' } });
  expect(await details(migrateDocuments(documents, uri))).toEqual(['system_events: drop index level_1']);
  const names = (await events.listIndexes().toArray()).map(({ name }) => name);
  expect(names).toContain('by_hand');
  expect(names).not.toContain('level_1');
});

test('a shorter retention is applied to the index, a longer one is refused', async () => {
  const { documents, uri } = await openTestDocuments();
  expect(await planDocuments(documents.db)).toEqual([]);
  const shorter = await openDocuments(uri, { retention: { system_events: 7 } });
  expect(await details(migrateDocuments(shorter, uri))).toEqual([
    'system_events: expire after 7 days instead of 30 days',
  ]);
  expect(await migrateDocuments(shorter, uri)).toEqual({ changes: [] });
  await shorter.close();
  const longer = await openDocuments(uri, { retention: { system_events: 31 } });
  await expect(migrateDocuments(longer, uri)).rejects.toThrow('system_events is kept for 30 days; 31 is longer');
  await longer.close();
});

test('migrations that run at the same time leave what one would', async () => {
  const { documents, uri } = await openEmptyDocuments();
  await Promise.all(Array.from({ length: 4 }, () => migrateDocuments(documents, uri)));
  expect(await planDocuments(documents.db)).toEqual([]);
  expect(await migrateDocuments(documents, uri)).toEqual({ changes: [] });
});

test('a start on what was applied before costs one read', async () => {
  const { uri } = await openTestDocuments();
  const client = new MongoClient(uri, { monitorCommands: true });
  const asked: string[] = [];
  client.on('commandStarted', ({ commandName }) => asked.push(commandName));
  const native = client.db();
  const documents = {
    db: new DocumentDatabase(native, ownRetention),
    ping: async () => {},
    close: () => client.close(),
  };
  expect(await migrateDocuments(documents, uri)).toEqual({ changes: [] });
  await documents.close();
  expect(asked.filter((name) => name !== 'endSessions')).toEqual(['find']);
});

function fail(): never {
  throw new Error('expected a collection');
}
