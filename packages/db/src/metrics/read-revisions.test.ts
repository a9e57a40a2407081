import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestDocuments } from '../testing/document-database.ts';
import { at, dayKey, fact, version } from '../testing/ledger-facts.ts';
import { recordFacts } from './ledger.ts';
import { type FactRevision, type RevisionQuery, readRevisions } from './read-revisions.ts';

const { documents } = await openTestDocuments();
const { db } = documents;

async function readAll(organizationId: string, query: Partial<RevisionQuery> = {}): Promise<FactRevision[]> {
  const found: FactRevision[] = [];
  let after: string | null = null;
  do {
    const page = await readRevisions(db, organizationId, { since: at(0), asOf: null, limit: 2, after, ...query });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}

test('a change is found although an import that began earlier wrote the same fact after it', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const key = dayKey(subject, '2026-01-01');
  await recordFacts(db, organizationId, [fact(key, version(1, 1))]);
  await recordFacts(db, organizationId, [fact(key, version(9, 9, { values: { impressions: 30 } }))]);
  await recordFacts(db, organizationId, [fact(key, version(5, 5, { values: { impressions: 20 } }))]);
  const [revision] = await readAll(organizationId, { since: at(7) });
  expect(revision?.recorded.map(({ recordedAt }) => recordedAt)).toEqual([at(9)]);
  expect([revision?.before?.values, revision?.after?.values]).toEqual([{ impressions: 20 }, { impressions: 30 }]);
});

test('pages over facts of all places, recorded in the same moment, list each of them once', async () => {
  const [organizationId, campaign, artist] = [randomUUID(), randomUUID(), randomUUID()];
  const keys = [
    dayKey(campaign, '2026-01-01'),
    dayKey(campaign, '2026-01-02'),
    dayKey(campaign, '2026-01-01', { breakdown: { age: '18-24' } }),
    dayKey(campaign, '2026-01-02', { breakdown: { age: '18-24' } }),
    dayKey(artist, '2026-01-01', { subject: { kind: 'artist', id: artist } }),
  ];
  await recordFacts(
    db,
    organizationId,
    keys.map((key) => fact(key, version(3, 3))),
  );
  const found = await readAll(organizationId);
  expect(found.map(({ id }) => id).sort()).toEqual([...new Set(found.map(({ id }) => id))].sort());
  expect(found).toHaveLength(keys.length);
  expect(await readAll(organizationId, { subjectKind: 'campaign' })).toHaveLength(4);
  expect(await readAll(randomUUID())).toEqual([]);
});

test('a withdrawal is a change after which nothing holds', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const key = dayKey(subject, '2026-01-01');
  await recordFacts(db, organizationId, [fact(key, version(1, 1))]);
  await recordFacts(db, organizationId, [fact(key, version(2, 2, { state: 'withdrawn', values: {} }))]);
  expect(await readAll(organizationId, { since: at(1) })).toMatchObject([
    { before: { values: { impressions: 10 } }, after: null },
  ]);
  expect(await readAll(organizationId, { since: at(2) })).toEqual([]);
});
