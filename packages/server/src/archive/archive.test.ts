import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openDocuments } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { apartFromExpiry, archiveFolder, atArchive, expiringOf, openArchivingStores } from '../../test/archiving.ts';
import { timelineCsv } from '../../test/exports.ts';
import { openTestServer } from '../../test/support.ts';
import { inspectDocumentStore, migrateStores } from '../server.ts';
import { inspectArchive } from './inspect-archive.ts';
import { listArchive } from './list-archive.ts';
import type { Manifest } from './manifest.ts';
import { restoreArchive } from './restore-archive.ts';
import { runArchive } from './run-archive.ts';
import { verifyArchive } from './verify-archive.ts';

const { folder, settings } = await archiveFolder();
const stores = await openArchivingStores(settings);
const dayMs = 86_400_000;
const begin = new Date('2026-02-10T08:00:00.000Z');
/** So many days later; facts are kept for 730. Each test has days of its own, behind those of the tests before it. */
const day = (days: number) => new Date(begin.getTime() + days * dayMs);
let now = begin;
const { server, organization } = await openTestServer({ stores, clock: () => now });

const run = (at: Date) => atArchive(stores, at, (archive) => runArchive(archive));
/** Files of facts; what is written about calls is archived beside them. */
const files = (organizationId: string) =>
  atArchive(stores, begin, async (archive) => {
    const found: Manifest[] = [];
    for await (const manifest of listArchive(archive, { organizationId })) found.push(manifest);
    return found.filter(({ collection }) => collection.endsWith('_metrics'));
  });

/** Brings the facts of an organization back. */
async function restore(organizationId: string) {
  const sum = { restored: 0, united: 0, present: 0 };
  for (const collection of ['spotify_metrics', 'sales_metrics']) {
    const filter = { organizationId, collection };
    const { restored, united, present } = await atArchive(stores, now, (archive) => restoreArchive(archive, filter));
    sum.restored += restored;
    sum.united += united;
    sum.present += present;
  }
  return sum;
}

/** An organization with facts of its artist, imported and pushed on the first day. */
async function withFacts(at = begin) {
  now = at;
  const made = await organization();
  const { id: artistId } = await made.client.artists.create({ name: 'A' });
  const { client } = made;
  await client.imports.run(
    { fileName: 'x-audience-timeline.csv', artistId },
    timelineCsv([
      ['2026-02-01', 100],
      ['2026-02-02', 3_000_000_000],
    ]),
  );
  const values = { streams: 7 };
  const observedAt = at.toISOString();
  const fact = { subjectKind: 'artist' as const, subjectId: artistId, date: '2026-02-03', observedAt, values };
  await client.metrics.push({ facts: [fact] });
  const daily = (from?: string) => client.metrics.daily({ subjectKind: 'artist', subjectId: artistId, from });
  return { ...made, artistId, fact, daily };
}

test('what expires is archived within the margin, goes when it is due, and comes back as it was', async () => {
  const { id, artistId, client, daily } = await withFacts();
  const stored = await expiringOf(server, id);
  expect(stored.size).toBe(3);
  await run(day(720));
  expect(await files(id)).toEqual([]);

  expect(await run(day(725))).toMatchObject({ damaged: [] });
  expect(await expiringOf(server, id)).toEqual(stored);
  const manifests = await files(id);
  expect(manifests.map(({ collection, month, documents }) => [collection, month, documents])).toEqual([
    ['sales_metrics', '2026-02', 1],
    ['spotify_metrics', '2026-02', 2],
  ]);
  const archived = await Promise.all(
    manifests.map(({ organizationId, collection, month, id: file }) =>
      readFile(join(folder, organizationId, collection, month, `${file}.jsonl.gz`)),
    ),
  );
  const lines = archived.flatMap((bytes) => gunzipSync(bytes).toString('utf8').trimEnd().split('\n'));
  expect(lines.sort()).toEqual([...stored.values()].sort());
  // Nothing is archived twice.
  await run(day(726));
  expect(await files(id)).toEqual(manifests);

  await run(day(731));
  expect(await expiringOf(server, id)).toEqual(new Map());
  now = day(731);
  await client.imports.run({ fileName: 'y-audience-timeline.csv', artistId }, timelineCsv([['2028-02-05', 5]]));
  const newer = await expiringOf(server, id);
  expect(await daily('2026-02-01')).toMatchObject({
    expiredBefore: '2026-02-12',
    totals: { streams: { value: null, reason: 'expired_before' } },
  });

  const restored = await restore(id);
  expect(restored).toEqual({ restored: 3, united: 0, present: 0 });
  const all = new Map([...stored, ...newer]);
  expect(apartFromExpiry(await expiringOf(server, id))).toEqual(apartFromExpiry(all));
  expect(await daily('2026-02-01')).toMatchObject({
    expiredBefore: null,
    totals: { streams: { value: 3_000_000_105 } },
  });
  const again = await restore(id);
  expect(again).toEqual({ restored: 0, united: 0, present: 3 });

  // A new lease of life: it is kept as long as new documents, then archived again, and goes.
  await run(day(731 + 729));
  expect((await expiringOf(server, id)).size).toBe(4);
  await run(day(731 + 731));
  expect((await expiringOf(server, id)).size).toBe(0);
});

test('what is said of a fact after it was archived is archived before it goes', async () => {
  const { id, client, fact, daily } = await withFacts(day(2000));
  await run(day(2725));
  now = day(2728);
  const newer = { ...fact, observedAt: now.toISOString(), values: { streams: 9 } };
  await client.metrics.push({ facts: [newer] });
  const stored = await expiringOf(server, id);
  await run(day(2731));
  expect((await expiringOf(server, id)).size).toBe(0);
  now = day(2731);
  await restore(id);
  expect(apartFromExpiry(await expiringOf(server, id))).toEqual(apartFromExpiry(stored));
  const { days } = await daily();
  expect(days).toHaveLength(2);
});

test('a fact that was stated anew after it had gone gets its earlier history again', async () => {
  const { id, client, fact } = await withFacts(day(4000));
  await run(day(4731));
  now = day(4732);
  const newer = { ...fact, observedAt: now.toISOString(), values: { streams: 9 } };
  await client.metrics.push({ facts: [newer] });
  const answer = (asOf?: Date) =>
    client.metrics.daily({
      subjectKind: 'artist',
      subjectId: fact.subjectId,
      source: 'push',
      from: fact.date,
      to: fact.date,
      asOf: asOf?.toISOString(),
    });
  expect((await answer(day(4001))).days).toEqual([]);
  const restored = await restore(id);
  expect(restored).toMatchObject({ restored: 2, united: 1, present: 0 });
  expect((await answer(day(4001))).days).toMatchObject([{ values: { streams: { value: 7 } } }]);
  expect((await answer()).days).toMatchObject([{ values: { streams: { value: 9 } } }]);
});

test('a file that was damaged keeps its documents from going, and they are archived again', async () => {
  const { id } = await withFacts(day(6000));
  await run(day(6725));
  const [manifest] = await files(id);
  if (!manifest) throw new Error('nothing is archived');
  const place = join(folder, id, manifest.collection, manifest.month);
  const name = `${manifest.id}.jsonl.gz`;
  const bytes = await readFile(join(place, name));
  bytes[bytes.length - 12] = (bytes[bytes.length - 12] ?? 0) ^ 1;
  await writeFile(join(place, name), bytes);
  const verify = () => atArchive(stores, day(6726), (archive) => verifyArchive(archive, { organizationId: id }));
  const key = `${id}/${manifest.collection}/${manifest.month}/${name}`;
  expect((await verify()).damaged).toEqual([`${key}: the bytes are not those that were written`]);
  expect(await run(day(6731))).toMatchObject({ damaged: [`${key}: the bytes are not those that were written`] });
  expect((await expiringOf(server, id)).size).toBe(0);
  expect(await verify()).toMatchObject({ damaged: [], unfinished: [] });
  expect(await readdir(place)).toHaveLength(2);
});

test('a doctor finds an archive that lags, and one that keeps up', async () => {
  await withFacts(day(10_000));
  const faults = async (at: Date) =>
    (await inspectArchive(stores, at))
      .filter(({ severity }) => severity === 'fault')
      .map(({ code, subject }) => [code, subject]);
  await run(day(10_700));
  expect(await faults(day(10_720))).toEqual([]);
  const late = day(10_000 + 730 - 7 + 3);
  expect(await faults(late)).toEqual([
    ['archive_lag', 'spotify_metrics'],
    ['archive_lag', 'sales_metrics'],
  ]);
  await run(late);
  expect(await faults(late)).toEqual([]);
  // The server's own events, which aren't archived, may have been written meanwhile and be due as well.
  const due = async () =>
    (await inspectDocumentStore(stores, day(10_733))).filter(
      ({ code, subject }) => code === 'ttl_lag' && subject.endsWith('_metrics'),
    );
  expect((await due()).map(({ severity, subject }) => [severity, subject])).toEqual([
    ['fault', 'spotify_metrics'],
    ['fault', 'sales_metrics'],
  ]);
  await run(day(10_733));
  expect(await due()).toEqual([]);
});

test('a process that does not say where the archive is cannot bring back an expiry without it', async () => {
  const { archive: _, ...silent } = stores;
  await expect(migrateStores(silent)).rejects.toThrow('Set ARCHIVE_URL');
  await expect(migrateStores(silent, { thorough: true })).rejects.toThrow('Set ARCHIVE_URL');
  expect((await migrateStores(stores, { thorough: true })).documents).toEqual([]);
});

test('without the migration that ends expiry by itself nothing is archived', async () => {
  const database = stores.mongodbUri.replace(/stp_test_\w+/, `stp_test_${randomUUID().slice(0, 8)}`);
  const fresh = { ...stores, mongodbUri: database };
  const documents = await openDocuments(database, { archives: false });
  await documents.close();
  await expect(atArchive(fresh, begin, (archive) => runArchive(archive))).rejects.toThrow('songtrackpro migrate');
});
