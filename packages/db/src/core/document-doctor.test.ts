import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordFacts } from '../metrics/ledger.ts';
import { readFacts } from '../metrics/read-facts.ts';
import { openEmptyDocuments, openTestDocuments } from '../testing/document-database.ts';
import { dayKey, fact, version } from '../testing/ledger-facts.ts';
import { indexesOf } from './collection-indexes.ts';
import { collections } from './collection-list.ts';
import { inspectDocuments } from './document-doctor.ts';
import { findDuplicates } from './document-index-use.ts';

const now = () => new Date();
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000);
const codes = async (work: ReturnType<typeof inspectDocuments>) =>
  (await work).filter(({ severity }) => severity !== 'ok').map(({ code, subject }) => [code, subject]);

test('a migrated store is in order, and its sizes are told', async () => {
  const { documents } = await openTestDocuments();
  const findings = await inspectDocuments(documents.db, now());
  expect(findings.map(({ code, subject }) => [code, subject])).toEqual(collections.map(({ name }) => ['size', name]));
});

test('a store that was never migrated lacks every collection', async () => {
  const { documents } = await openEmptyDocuments();
  const findings = await inspectDocuments(documents.db, now());
  expect(findings.filter(({ code }) => code === 'missing_collection')).toHaveLength(collections.length);
  expect(findings[0]?.message).toContain('songtrackpro migrate');
});

test('missing and foreign indexes, a validator and an expiry that were changed are each found', async () => {
  const { documents, native } = await openTestDocuments();
  await native.collection('system_events').dropIndexes();
  await native.collection('api_usage').createIndex({ route: 1 });
  await native.command({ collMod: 'streaming_events', validator: {} });
  await native.command({ collMod: 'activity_events', index: { keyPattern: { receivedAt: 1 }, expireAfterSeconds: 9 } });
  expect(await codes(inspectDocuments(documents.db, now()))).toEqual([
    ['wrong_expiry', 'activity_events'],
    ['outdated_validator', 'streaming_events'],
    ['missing_index', 'system_events'],
    ['missing_index', 'system_events'],
    ['missing_index', 'system_events'],
    ['foreign_index', 'api_usage'],
  ]);
});

test('an index that another one begins with is a duplicate', async () => {
  const { documents, native } = await openTestDocuments();
  await native.collection('system_events').createIndex({ organizationId: 1, kind: 1 }, { name: 'shorter' });
  const found = await inspectDocuments(documents.db, now());
  expect(found.find(({ code }) => code === 'duplicate_index')?.message).toContain(
    'shorter costs writes and serves nothing that organizationId_1_kind_1_level_1_timestamp_1__id_1 does not',
  );
});

test('no collection is defined with an index that another of its indexes makes superfluous', () => {
  const accesses = { ops: 0, since: new Date() };
  for (const collection of collections) {
    const live = indexesOf(collection).map(({ name, keys, options }) => ({ name, key: keys, spec: options, accesses }));
    expect(findDuplicates(live)).toEqual([]);
  }
});

test('indexes that no query used for a week are named, those that queries use are not', async () => {
  const { documents } = await openTestDocuments();
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  await recordFacts(documents.db, organizationId, [fact(dayKey(subject, '2026-01-01'), version(1, 1))]);
  const query = { subject: { kind: 'campaign', id: subject }, granularity: 'day', asOf: null } as const;
  expect(await readFacts(documents.db, organizationId, query)).toHaveLength(1);
  const unused = (await inspectDocuments(documents.db, inDays(8))).filter(({ code }) => code === 'unused_index');
  const messages = unused.flatMap(({ subject: of, message }) => (of === 'campaign_metrics' ? message : []));
  expect(messages).toHaveLength(2);
  for (const name of ['organizationId_1_campaignId_1_date_1', 'organizationId_1_updatedAt_1__id_1'])
    expect(messages.some((message) => message.includes(name))).toBe(true);
  expect(await codes(inspectDocuments(documents.db, now()))).toEqual([]);
});

test('documents that should have expired long ago are found', async () => {
  const { documents } = await openTestDocuments();
  await recordFacts(documents.db, randomUUID(), [fact(dayKey(randomUUID(), '2026-01-01'), version(1, 1))]);
  expect(await codes(inspectDocuments(documents.db, new Date('2027-12-31T00:00:00Z')))).not.toContainEqual([
    'ttl_lag',
    'campaign_metrics',
  ]);
  expect(await codes(inspectDocuments(documents.db, new Date('2028-01-02T00:00:00Z')))).toContainEqual([
    'ttl_lag',
    'campaign_metrics',
  ]);
});
