import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordFacts } from '../metrics/ledger.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { dayKey, fact, version } from '../testing/ledger-facts.ts';
import { writes } from '../testing/tenant-operations.ts';
import { collections } from './collection-list.ts';
import { eraseTenantDocuments, readTenantDocuments } from './tenant-documents.ts';

const { documents } = await openTestDocuments();
const { db } = documents;

async function furnished(): Promise<string> {
  const organizationId = randomUUID();
  for (const write of Object.values(writes)) await write(db, organizationId);
  return organizationId;
}

async function textsOf(organizationId: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { collection, json } of readTenantDocuments(db, organizationId)) texts.push(`${collection} ${json}`);
  return texts;
}

test('an organization’s documents are read whole, each once, with their types', async () => {
  const organizationId = randomUUID();
  const artistId = randomUUID();
  const days = Array.from({ length: 1201 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
  const subject = { kind: 'artist', id: artistId } as const;
  await recordFacts(
    db,
    organizationId,
    days.map((day) => fact(dayKey(artistId, day, { subject }), version(1, 1))),
  );
  const texts = await textsOf(organizationId);
  expect(texts.filter((text) => text.startsWith('spotify_metrics'))).toHaveLength(1201);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts[0]).toContain('"$binary"');
});

test('erasing an organization leaves nothing of it, and everything of another', async () => {
  const [gone, kept] = [await furnished(), await furnished()];
  const [before, untouched] = [await textsOf(gone), await textsOf(kept)];
  expect(new Set(before.map((text) => text.split(' ')[0]))).toEqual(new Set(collections.map(({ name }) => name)));
  expect(await eraseTenantDocuments(db, { organizationId: gone, of: null })).toBe(before.length);
  expect(await textsOf(gone)).toEqual([]);
  expect(await textsOf(kept)).toEqual(untouched);
  expect(await eraseTenantDocuments(db, { organizationId: gone, of: null })).toBe(0);
});

test('erasing one thing takes its facts, and by another organization’s id takes nothing', async () => {
  const [organizationId, stranger] = [randomUUID(), randomUUID()];
  const [gone, kept] = [randomUUID(), randomUUID()];
  const facts = (id: string) => [
    fact(dayKey(id, '2026-01-01'), version(1, 1)),
    fact(dayKey(id, '2026-01-02'), version(1, 1)),
  ];
  await recordFacts(db, organizationId, facts(gone));
  await recordFacts(db, organizationId, facts(kept));
  const before = await textsOf(organizationId);
  expect(await eraseTenantDocuments(db, { organizationId: stranger, of: { kind: 'campaign', id: gone } })).toBe(0);
  expect(await textsOf(organizationId)).toEqual(before);
  await eraseTenantDocuments(db, { organizationId, of: { kind: 'campaign', id: gone } });
  const left = await textsOf(organizationId);
  const ofFacts = left.filter((text) => !text.startsWith('live_marks'));
  expect(ofFacts).toHaveLength(3);
  const keptInBase64 = Buffer.from(kept.replaceAll('-', ''), 'hex').toString('base64');
  for (const text of ofFacts) expect(text).toContain(keptInBase64);
});
