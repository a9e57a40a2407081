import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as entry from '../index.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { reads, writes } from '../testing/tenant-operations.ts';
import { collections } from './collection-list.ts';
import { toUuid } from './mongo.ts';

const { documents, native } = await openTestDocuments();
const { db } = documents;

/** Exports that work on the store as a whole, for who operates it, or that touch no store. */
const others = new Set([
  'openDocuments',
  'migrateDocuments',
  'inspectDocuments',
  'inspectSystemEvents',
  'installationId',
  'isPreferredLedger',
  'durationBucket',
  'durationBuckets',
  'RetentionError',
  'ledgerId',
  'countNames',
  'oldestCountable',
  'listUncounted',
  'marksAtOnce',
  'lockPushes',
  'statementId',
  'archivedCollection',
  'archivedCollections',
  'limitsOf',
  'claimArchive',
  'beginArchivePass',
  'endArchivePass',
  'readArchiveMark',
  'findExpiring',
  'hasDue',
  'readDue',
  'listUnremoved',
  'listUntold',
  // These have a transaction of the organization.
  'findLivePosition',
  'forgetChanges',
  'isForgotten',
  'listLiveChanges',
  'tellCounts',
  'tellFacts',
  'reportIdOf',
]);

/** What the entry offers of the modules that deal with documents. */
async function documentOperations(): Promise<string[]> {
  const source = fileURLToPath(new URL('..', import.meta.url));
  const files = await readdir(source, { recursive: true });
  // Links and schedules of reports are rows.
  const own = files.filter((file) =>
    /^(archive|audit|events|live|metrics|reports(?!\/(shares|schedules)\.ts))\/|^core\/(collection|document|gateway|mongo|tenant-documents)/.test(
      file,
    ),
  );
  const modules = await Promise.all(
    own
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => import(/* @vite-ignore */ `../${file}`)),
  );
  const theirs = new Set<unknown>(modules.flatMap((module) => Object.values(module)));
  return Object.entries(entry).flatMap(([name, value]) => (theirs.has(value) ? [name] : []));
}

const stored = async (organizationId: string) =>
  Promise.all(
    collections.map(async ({ name }) => [
      name,
      await native
        .collection(name)
        .find({ organizationId: toUuid(organizationId) })
        .sort({ _id: 1 })
        .toArray(),
    ]),
  );

test('the walk knows every operation on documents that the package offers', async () => {
  const walked = [...Object.keys(reads), ...Object.keys(writes)];
  const offered = (await documentOperations()).filter((name) => !others.has(name));
  expect(offered.length).toBeGreaterThan(10);
  expect(walked.sort()).toEqual(offered.sort());
});

test('with a foreign organization’s id no operation reads or writes anything', async () => {
  const [owner, stranger, nobody] = [randomUUID(), randomUUID(), randomUUID()];
  for (const write of Object.values(writes)) await write(db, owner);
  const before = await stored(owner);
  for (const [name, documentsOf] of before) expect([name, documentsOf?.length]).not.toEqual([name, 0]);

  for (const [name, read] of Object.entries(reads)) {
    const [answer, empty, own] = [await read(db, stranger), await read(db, nobody), await read(db, owner)];
    expect([name, answer]).toEqual([name, empty]);
    expect([name, answer]).not.toEqual([name, own]);
  }
  for (const write of Object.values(writes)) await write(db, stranger);
  expect(await stored(owner)).toEqual(before);
});
