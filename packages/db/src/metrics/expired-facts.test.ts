import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { toUuid } from '../core/mongo.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { dayKey, fact, version } from '../testing/ledger-facts.ts';
import { recordFacts } from './ledger.ts';
import { findTimelineSubjects } from './ledger-subjects.ts';
import { findExpiredBefore } from './read-facts.ts';

const { documents, native } = await openTestDocuments();
const { db } = documents;
const organizationId = randomUUID();

const day = (date: string) => new Date(`${date}T12:00:00Z`);
const record = (id: string, date: string, recordedAt: Date) =>
  recordFacts(db, organizationId, [fact(dayKey(id, date), { ...version(0, 0), recordedAt, observedAt: recordedAt })]);
const ask = (id: string, from: string | undefined, now: string) =>
  findExpiredBefore(db, organizationId, { subject: { kind: 'campaign', id }, granularity: 'day', from }, day(now));

test('a read that reaches behind what has expired learns from which day the facts are whole', async () => {
  const id = randomUUID();
  await record(id, '2024-01-10', day('2024-01-11'));
  await record(id, '2026-01-10', day('2026-01-11'));
  expect(await ask(id, undefined, '2025-12-31')).toBeNull();
  expect(await ask(id, undefined, '2026-02-01')).toBe('2024-02-04');
  expect(await ask(id, '2024-02-03', '2026-02-01')).toBe('2024-02-04');
  expect(await ask(id, '2024-02-04', '2026-02-01')).toBeNull();
});

test('old days that were imported lately have lost nothing', async () => {
  const id = randomUUID();
  await record(id, '2015-01-10', day('2026-01-11'));
  expect(await ask(id, undefined, '2026-02-01')).toBeNull();
});

test('an earlier recording that comes to be known later counts as well', async () => {
  const id = randomUUID();
  await record(id, '2026-01-10', day('2026-01-11'));
  expect(await ask(id, undefined, '2026-02-01')).toBeNull();
  await record(id, '2023-01-10', day('2023-01-11'));
  expect(await ask(id, undefined, '2026-02-01')).toBe('2024-02-04');
});

test('a subject without any fact has lost none', async () => {
  expect(await ask(randomUUID(), undefined, '2026-02-01')).toBeNull();
});

test('expired facts leave their subject known, so that they can be told from facts that never were', async () => {
  const [owner, artist] = [randomUUID(), randomUUID()];
  const key = dayKey(artist, '2024-01-10', { subject: { kind: 'artist', id: artist } });
  await recordFacts(db, owner, [fact(key, { ...version(0, 0), recordedAt: day('2024-01-11') })]);
  await native.collection('spotify_metrics').deleteMany({ organizationId: toUuid(owner) });
  expect(await findTimelineSubjects(db, owner)).toEqual([{ kind: 'artist', id: artist }]);
  const query = { subject: { kind: 'artist', id: artist }, granularity: 'day' } as const;
  expect(await findExpiredBefore(db, owner, query, day('2026-02-01'))).toBe('2024-02-04');
});
