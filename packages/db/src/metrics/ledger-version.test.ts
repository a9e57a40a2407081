import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { at, statements, version } from '../testing/ledger-facts.ts';
import { currentOf, isKnown, type LedgerVersion } from './ledger-version.ts';

/** What recording statements one after the other leaves. */
function recorded(said: readonly LedgerVersion[]): LedgerVersion[] {
  const versions: LedgerVersion[] = [];
  for (const statement of said) if (!isKnown(versions, statement)) versions.push(statement);
  return versions;
}

const holds = (versions: readonly LedgerVersion[], asOf: Date | null = null) => {
  const current = currentOf(versions, asOf);
  return current && { observedAt: current.observedAt, values: current.values, calculated: current.calculated };
};

test('statements of different moments lead to the same numbers in whatever order they are imported', () => {
  fc.assert(
    fc.property(
      statements.chain((drawn) =>
        fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length, maxLength: drawn.length })),
      ),
      ([drawn, shuffled]) => {
        const inOrder = (list: typeof drawn) =>
          recorded(
            list.map(({ observed, said, state }, index) => version(2000 + index, observed, { values: said, state })),
          );
        expect(holds(inOrder(shuffled))).toEqual(holds(inOrder(drawn)));
      },
    ),
    { numRuns: rounds.properties },
  );
});

test('recording the same statements again, all or some, changes nothing', () => {
  fc.assert(
    fc.property(statements, fc.array(fc.nat(7)), (drawn, again) => {
      const said = drawn.map(({ observed, said, state }, index) =>
        version(2000 + index, observed, { values: said, state }),
      );
      const repeated = again.flatMap((index) => said[index] ?? []);
      expect(recorded([...said, ...repeated])).toEqual(recorded(said));
      const otherImports = said.map((statement) => ({
        ...version(3000, 0),
        ...statement,
        origin: version(0, 0).origin,
      }));
      expect(recorded([...said, ...otherImports])).toEqual(recorded(said));
    }),
    { numRuns: rounds.properties },
  );
});

test('as of a moment, what was recorded later does not exist', () => {
  fc.assert(
    fc.property(statements, fc.nat(10), (drawn, cut) => {
      const said = drawn.map(({ observed, said, state }, index) =>
        version(2000 + index, observed, { values: said, state }),
      );
      const versions = recorded(said);
      expect(holds(versions, at(2000 + cut))).toEqual(
        holds(versions.filter(({ recordedAt }) => recordedAt <= at(2000 + cut))),
      );
      expect(holds(versions, at(1999))).toBeNull();
    }),
    { numRuns: rounds.properties },
  );
});

test('files of one moment unite their columns, the later recording over the earlier', () => {
  const costs = version(1, 0, { values: { spend: '1.5', impressions: 10 }, currency: 'EUR' });
  const results = version(2, 0, { values: { results: 3, impressions: 11 }, labels: { resultIndicator: 'leads' } });
  expect(currentOf([costs, results])).toMatchObject({
    values: { spend: '1.5', impressions: 11, results: 3 },
    labels: { resultIndicator: 'leads' },
    currency: 'EUR',
  });
});

test('a file that cannot tell a number takes none away that another file of the moment told', () => {
  const told = version(1, 0, { values: { reach: 5 } });
  const untold = version(2, 0, { values: { reach: null }, reasons: { reach: 'ambiguous_rows' } });
  expect(currentOf([told, untold])?.values.reach).toBe(5);
  expect(isKnown([told], untold)).toBe(true);
});

test('columns of different moments are never mixed', () => {
  const costs = version(1, 0, { values: { spend: '1.5' } });
  const results = version(2, 1, { values: { results: 3 } });
  expect(currentOf([costs, results])?.values).toEqual({ results: 3 });
});

test('money of different currencies is never united', () => {
  const euros = version(1, 0, { values: { spend: '1.5', results: 2 }, currency: 'EUR' });
  const dollars = version(2, 0, { values: { purchaseValue: '9' }, currency: 'USD' });
  expect(currentOf([euros, dollars])).toMatchObject({ values: { purchaseValue: '9' }, currency: 'USD' });
});

test('a withdrawn fact holds nothing, and a statement after it does not bring back what was withdrawn', () => {
  const first = version(1, 0, { values: { impressions: 1, clicks: 1 } });
  const withdrawn = version(2, 0, { values: {}, state: 'withdrawn' });
  const again = version(3, 0, { values: { impressions: 1 } });
  expect(currentOf([first, withdrawn])).toBeNull();
  expect(currentOf([first, withdrawn], at(1))?.values).toEqual({ impressions: 1, clicks: 1 });
  expect(isKnown([first, withdrawn], again)).toBe(false);
  expect(currentOf([first, withdrawn, again])?.values).toEqual({ impressions: 1 });
});

test('an import may withdraw what it stated itself, once', () => {
  const first = version(1, 0);
  const withdrawal = version(2, 0, { values: {}, state: 'withdrawn', origin: first.origin });
  expect(isKnown([first], withdrawal)).toBe(false);
  expect(isKnown([first, withdrawal], withdrawal)).toBe(true);
  expect(isKnown([first, withdrawal], first)).toBe(true);
});

test('the same numbers at a later moment are a version of their own: the source confirmed them', () => {
  const first = version(1, 0);
  expect(isKnown([first], version(2, 1))).toBe(false);
  expect(isKnown([first], version(2, 0))).toBe(true);
});

test('a value that became known again loses the reason why it was not', () => {
  const summed = version(1, 0, { values: { reach: null }, reasons: { reach: 'ambiguous_rows' } });
  const known = version(2, 0, { values: { reach: 7 } });
  expect(currentOf([summed, known])).toMatchObject({ values: { reach: 7 }, reasons: {} });
});

test('versions recorded in one millisecond have one order for every reader', () => {
  const [a, b] = [version(1, 0, { values: { clicks: 1 } }), version(1, 0, { values: { clicks: 2 } })];
  expect(currentOf([a, b])?.values).toEqual(currentOf([b, a])?.values);
});
