import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestDocuments } from '../testing/document-database.ts';
import { at, dayKey, fact, version } from '../testing/ledger-facts.ts';
import { recordFacts } from './ledger.ts';
import { type KnownFact, readFacts } from './read-facts.ts';
import { undoFacts } from './undo-facts.ts';

const { documents } = await openTestDocuments();
const { db } = documents;
const dates = ['2026-01-01', '2026-01-02'];

const read = (organizationId: string, id: string, asOf: Date | null = null): Promise<KnownFact[]> =>
  readFacts(db, organizationId, { subject: { kind: 'campaign', id }, granularity: 'day', asOf });
const heldBy = (facts: KnownFact[]) => facts.map(({ date, current }) => [date, current.values, current.observedAt]);

const undo = (organizationId: string, importId: string, recorded: number) =>
  undoFacts(db, organizationId, {
    importId,
    fileName: 'a.csv',
    by: null,
    recordedAt: at(recorded),
    stopped: () => false,
  });

test('an undo leaves what all other statements make, and every earlier moment answers as it did', async () => {
  const drawn = fc.record({
    statements: fc.array(fc.record({ observed: fc.nat(4), clicks: fc.nat(3), day: fc.nat(1) }), {
      minLength: 1,
      maxLength: 6,
    }),
    undone: fc.nat(5),
  });
  await fc.assert(
    fc.asyncProperty(drawn, async ({ statements, undone }) => {
      const [organizationId, subject, other] = [randomUUID(), randomUUID(), randomUUID()];
      const facts = statements.map(({ observed, clicks, day }, index) => {
        const importId = randomUUID();
        const origin = { importId, fileName: 'a.csv' };
        return { importId, day: dates[day] ?? '', said: version(index, observed, { values: { clicks }, origin }) };
      });
      const chosen = facts[undone % facts.length];
      for (const { day, said } of facts) await recordFacts(db, organizationId, [fact(dayKey(subject, day), said)]);
      for (const { day, said } of facts.filter((one) => one !== chosen)) {
        await recordFacts(db, organizationId, [fact(dayKey(other, day), said)]);
      }
      const before = await Promise.all(facts.map((_, index) => read(organizationId, subject, at(index))));
      await undo(organizationId, chosen?.importId ?? '', 1000);
      // The same statements, as an import that repeats itself makes them.
      for (const { day, said } of facts.filter((one) => one !== chosen)) {
        await recordFacts(db, organizationId, [fact(dayKey(subject, day), said)]);
      }
      expect(heldBy(await read(organizationId, subject))).toEqual(heldBy(await read(organizationId, other)));
      const after = await Promise.all(facts.map((_, index) => read(organizationId, subject, at(index))));
      expect(after.map(heldBy)).toEqual(before.map(heldBy));
    }),
    { numRuns: 15 },
  );
});

test('an undo walks over any number of facts, and repeating it changes nothing', async () => {
  const [organizationId, subject] = [randomUUID(), randomUUID()];
  const origin = { importId: randomUUID(), fileName: 'a.csv' };
  const day = (index: number) => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
  const facts = Array.from({ length: 1203 }, (_, index) =>
    fact(dayKey(subject, day(index)), version(1, 1, { origin, values: { clicks: index } })),
  );
  await recordFacts(db, organizationId, facts);
  expect(await undo(organizationId, origin.importId, 50)).toBe(1203);
  expect(await read(organizationId, subject)).toEqual([]);
  expect(await read(organizationId, subject, at(49))).toHaveLength(1203);
  expect(await undo(organizationId, origin.importId, 50)).toBe(0);
  expect(await recordFacts(db, organizationId, facts)).toBe(0);
});
