import { afterAll, expect, test } from 'vitest';
import { apartFromExpiry, atArchive, expiringOf, openArchivingStores } from '../../test/archiving.ts';
import { bucketKey, openBucketServer } from '../../test/s3-server.ts';
import { openTestServer } from '../../test/support.ts';
import { inspectArchive } from './inspect-archive.ts';
import { restoreArchive } from './restore-archive.ts';
import { runArchive } from './run-archive.ts';
import { verifyArchive } from './verify-archive.ts';

const bucket = await openBucketServer();
afterAll(() => bucket.close());
const encryptionKey = 'a key of the archive with enough characters';
const url = `s3://label/kept/here?region=eu-central-1&endpoint=${encodeURIComponent(bucket.url)}`;
const archive = { url, ...bucketKey, encryptionKey, marginDays: 7 };
const stores = await openArchivingStores(archive);
const begin = new Date('2026-02-10T08:00:00.000Z');
const day = (days: number) => new Date(begin.getTime() + days * 86_400_000);
let now = begin;
const { server, organization } = await openTestServer({ stores, clock: () => now });
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1');

test('a bucket takes an archive over signed requests, encrypted where there is a key, and gives it back', async () => {
  const { client, id } = await organization();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  const fact = { subjectKind: 'artist' as const, subjectId, observedAt: begin.toISOString(), values: { streams: 7 } };
  // Several months, and so more keys than the server lists at once.
  for (const months of [0, 1, 2]) {
    now = day(31 * months);
    await client.metrics.push({ facts: [{ ...fact, observedAt: now.toISOString(), date: '2026-02-03' }] });
    await client.metrics.push({ facts: [{ ...fact, date: `2026-01-1${months}` }] });
  }
  const stored = await expiringOf(server, id);
  bucket.failNext(2);
  await atArchive(stores, day(800), (open) => runArchive(open));
  expect(await expiringOf(server, id)).toEqual(new Map());
  expect(bucket.refused).toEqual([]);
  const keys = [...bucket.objects.keys()].filter((key) => key.includes(`${id}/sales_metrics/`));
  expect(keys.every((key) => key.startsWith(`label/kept/here/${id}/`))).toBe(true);
  const sealed = keys.filter((key) => key.endsWith('.jsonl.gz.sealed'));
  expect(sealed.map((key) => text(bucket.objects.get(key)).slice(0, 5))).toEqual(['STPA1', 'STPA1', 'STPA1']);

  now = day(800);
  const filter = { organizationId: id, collection: 'sales_metrics' };
  const other = { ...stores, archive: { ...archive, encryptionKey: 'another key with enough characters in it' } };
  const { damaged } = await atArchive(other, now, (open) => verifyArchive(open, filter));
  expect(damaged).toHaveLength(3);
  expect(damaged[0]).toContain('it cannot be opened with this key');
  const restored = await atArchive(stores, now, (open) => restoreArchive(open, filter));
  expect(restored).toEqual({ files: 3, restored: stored.size, united: 0, present: 0 });
  expect(apartFromExpiry(await expiringOf(server, id))).toEqual(apartFromExpiry(stored));

  // A file that was put in the place of another one is no file of the archive.
  const [first = '', second = ''] = sealed;
  bucket.objects.set(first, bucket.objects.get(second) ?? new Uint8Array());
  const swapped = await atArchive(stores, now, (open) => verifyArchive(open, filter));
  expect(swapped.damaged).toHaveLength(1);
});

test('a wrong secret and a bucket that cannot be reached are said, and nothing goes', async () => {
  const wrong = { ...stores, archive: { ...archive, secretAccessKey: 'another secret' } };
  const faults = async (settings: typeof wrong) =>
    (await inspectArchive(settings, begin)).flatMap(({ code, message }) =>
      code === 'archive' ? [] : [[code, message]],
    );
  const { host } = new URL(bucket.url);
  expect(await faults(wrong)).toEqual([
    ['archive_unreachable', `The storage in s3://label at ${host} answered 403 SignatureDoesNotMatch.`],
  ]);
  const nowhere = { ...archive, url: 's3://label?endpoint=http://127.0.0.1:1' };
  expect(await faults({ ...stores, archive: nowhere })).toEqual([
    ['archive_unreachable', expect.stringContaining("The storage in s3://label at 127.0.0.1:1 can't be reached")],
  ]);
});
