import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { toUuid } from '../core/mongo.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { at, dayKey, fact, version } from '../testing/ledger-facts.ts';
import type { LedgerDocument } from './documents.ts';
import { recordFacts } from './ledger.ts';
import { currentOf } from './ledger-version.ts';
import { readFacts } from './read-facts.ts';
import { fromVersionDocument, toCurrentDocument } from './version-documents.ts';

const { documents, native } = await openTestDocuments();
const { db } = documents;

const read = (organizationId: string, id: string, asOf: Date | null = null) =>
  readFacts(db, organizationId, { subject: { kind: 'campaign', id }, granularity: 'day', asOf });

test('writers that record the same facts at the same time lose no statement', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const dates = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05'];
  const writers = Array.from({ length: rounds.competitors * 2 }, (_, index) => index);
  const changed = await Promise.all(
    writers.map((writer) =>
      recordFacts(
        db,
        organizationId,
        dates.map((date) => fact(dayKey(subject, date), version(100, writer, { values: { impressions: writer } }))),
      ),
    ),
  );
  expect(changed).toEqual(writers.map(() => dates.length));
  const facts = await read(organizationId, subject);
  expect(facts.map(({ date, versions }) => [date, versions])).toEqual(dates.map((date) => [date, writers.length]));
  for (const { current } of facts) expect(current.values).toEqual({ impressions: writers.length - 1 });
});

test('a repeated call changes nothing, not even when it is repeated at the same time', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const facts = [fact(dayKey(subject, '2026-01-01'), version(1, 1))];
  const changes = await Promise.all(Array.from({ length: 6 }, () => recordFacts(db, organizationId, facts)));
  expect(changes.reduce((sum, count) => sum + count, 0)).toBe(1);
  const before = await native.collection('campaign_metrics').find({}).toArray();
  expect(await recordFacts(db, organizationId, facts)).toBe(0);
  expect(await native.collection('campaign_metrics').find({}).toArray()).toEqual(before);
});

test('what is stored as current is what the versions say', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.constantFrom('provisional', 'withdrawn')), {
        minLength: 1,
        maxLength: 6,
      }),
      async (drawn) => {
        const [organizationId, subject] = [randomUUID(), randomUUID()];
        for (const [index, [observed, clicks, state]] of drawn.entries()) {
          const statement = version(index, observed, { values: { clicks, spend: `${clicks}.25` }, state });
          await recordFacts(db, organizationId, [fact(dayKey(subject, '2026-01-01'), statement)]);
        }
        const [document] = await native
          .collection<LedgerDocument>('campaign_metrics', { promoteLongs: false })
          .find({ organizationId: toUuid(organizationId) })
          .toArray();
        const said = currentOf(document?.versions.map(fromVersionDocument) ?? []);
        expect(document?.current).toEqual(toCurrentDocument(said));
        expect((await read(organizationId, subject)).map(({ current }) => current)).toEqual(said ? [said] : []);
      },
    ),
    { numRuns: Math.ceil(rounds.properties / 8) },
  );
});

test('any earlier moment still answers as it did', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const record = (recorded: number, observed: number, impressions: number, currency: string) =>
    recordFacts(db, organizationId, [
      fact(dayKey(subject, '2026-01-01'), version(recorded, observed, { values: { impressions }, currency })),
    ]);
  await record(10, 9, 100, 'EUR');
  await record(20, 19, 90, 'USD');
  await record(30, 5, 1, 'EUR');
  const answers = await Promise.all([9, 10, 19, 20, 30].map((hours) => read(organizationId, subject, at(hours))));
  const brief = answers.map(
    ([answer]) => answer && [answer.current.values.impressions, answer.currency, answer.versions],
  );
  expect(brief).toEqual([undefined, [100, 'EUR', 1], [100, 'EUR', 1], [90, 'USD', 2], [90, 'USD', 3]]);
});

test('decimals come back digit for digit and large counts unrounded', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const values = { spend: '0.0000000012345678', impressions: 9_007_199_254_740_991, purchaseValue: '12000000000' };
  await recordFacts(db, organizationId, [fact(dayKey(subject, '2026-01-01'), version(1, 1, { values }))]);
  expect((await read(organizationId, subject))[0]?.current.values).toEqual(values);
});

test('facts of a breakdown lie apart and are not answered with the totals', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const women = dayKey(subject, '2026-01-01', { breakdown: { gender: 'female', age: '18-24' } });
  await recordFacts(db, organizationId, [
    fact(women, version(1, 1)),
    fact(dayKey(subject, '2026-01-01'), version(1, 1)),
  ]);
  expect(await read(organizationId, subject)).toHaveLength(1);
  const reordered = { ...women, breakdown: { age: '18-24', gender: 'female' } };
  expect(await recordFacts(db, organizationId, [fact(reordered, version(2, 1))])).toBe(0);
});

test('rows that share a key must be summed before: a second one in the same call is refused, nothing is written', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const statement = version(1, 1);
  const twice = [fact(dayKey(subject, '2026-01-01'), statement), fact(dayKey(subject, '2026-01-01'), statement)];
  await expect(recordFacts(db, organizationId, twice)).rejects.toThrow('sum rows that share a key first');
  expect(await read(organizationId, subject)).toEqual([]);
});

test('statements of two imports in one call both become versions', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const key = dayKey(subject, '2026-01-01');
  const [older, newer] = [version(1, 1, { values: { clicks: 1 } }), version(2, 2, { values: { clicks: 2 } })];
  expect(await recordFacts(db, organizationId, [fact(key, newer), fact(key, older)])).toBe(1);
  expect(await read(organizationId, subject)).toMatchObject([{ versions: 2, current: { values: { clicks: 2 } } }]);
});

test('a count with a fraction is refused rather than cut', async () => {
  const broken = fact(dayKey(randomUUID(), '2026-01-01'), version(1, 1, { values: { impressions: 1.5 } }));
  await expect(recordFacts(db, randomUUID(), [broken])).rejects.toThrow('impressions is a count');
});

test('facts that are wrongly taken for new ones are recorded all the same, and what was met is told', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const days = ['2026-01-01', '2026-01-02', '2026-01-03'];
  const say = (dates: readonly string[], said: ReturnType<typeof version>) =>
    dates.map((date) => fact(dayKey(subject, date), said));
  const expected = { areNew: true };
  expect(await recordFacts(db, organizationId, say(days.slice(0, 1), version(1, 1)), expected)).toBe(1);
  expect(expected).toEqual({ areNew: true });
  // One is restated, two are new.
  const restated = version(2, 2, { values: { impressions: 30 } });
  expect(await recordFacts(db, organizationId, say(days, restated), expected)).toBe(3);
  expect(expected).toEqual({ areNew: false });
  expect(await recordFacts(db, organizationId, say(days, restated), { areNew: true })).toBe(0);
  expect(await recordFacts(db, organizationId, say(['2026-01-04'], restated), expected)).toBe(1);
  expect(expected).toEqual({ areNew: true });
});
