import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { document, field, scalar } from '../query/arbitrary-values.testing.ts';
import { stringOrder } from '../query/collation.ts';
import { decode } from '../query/decode.ts';
import { compareKeys, parseSort, sortKey } from '../query/sort.ts';
import { type Doc, encode } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { admitDocument } from '../storage/read-fields.ts';
import { Store } from '../storage/store.ts';
import { planSelection, type Selection, select } from './select.ts';

const folder = mkdtempSync(join(tmpdir(), 'planner-'));
const store = await Store.open(folder);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const condition = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  fc
    .tuple(fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne'), scalar)
    .map(([operator, value]) => ({ [operator]: value })),
  fc.tuple(scalar, scalar).map(([a, b]) => ({ $gte: a, $lt: b })),
  fc.boolean().map(($exists) => ({ $exists })),
  fc.integer({ min: 0, max: 2 }).map(($size) => ({ $size })),
);
const path = fc.oneof(
  { weight: 4, arbitrary: field },
  { weight: 1, arbitrary: fc.tuple(field, field).map((parts) => parts.join('.')) },
);
const conjunction = fc.dictionary(path, condition, { minKeys: 1, maxKeys: 3, noNullPrototype: true });
const filter: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 4, arbitrary: conjunction },
  { weight: 1, arbitrary: fc.array(conjunction, { minLength: 1, maxLength: 2 }).map(($and) => ({ $and })) },
  { weight: 1, arbitrary: fc.array(conjunction, { minLength: 1, maxLength: 2 }).map(($or) => ({ $or })) },
);
const keys = fc
  .uniqueArray(fc.tuple(path, fc.constantFrom(1, -1)), { selector: ([name]) => name, minLength: 1, maxLength: 2 })
  .map((parts) => Object.fromEntries(parts));
const index = fc.record({
  key: keys,
  sparse: fc.boolean(),
  partialFilterExpression: fc.option(
    fc.dictionary(field, fc.oneof(fc.constant({ $exists: true }), fc.constant({ $gt: 0 })), {
      minKeys: 1,
      maxKeys: 1,
      noNullPrototype: true,
    }),
    { nil: undefined },
  ),
});

function load(docs: Doc[]): Collection {
  const old = store.catalog.find('test', 'things');
  if (old) store.catalog.drop(old);
  const collection = store.catalog.create('test', 'things', {});
  for (const [_id, doc] of docs.entries()) collection.insert(admitDocument(Buffer.from(encode({ _id, ...doc }))));
  return collection;
}

const ids = (collection: Collection, selection: Selection) =>
  select(collection, selection).map(({ bytes }) => decode(bytes)._id);

test('an index never changes which documents are found, nor their order', { timeout: 300_000 }, () => {
  let planned = 0;
  fc.assert(
    fc.property(
      fc.array(document, { minLength: 1, maxLength: 15 }),
      fc.array(index, { minLength: 1, maxLength: 3 }),
      filter,
      fc.option(keys, { nil: undefined }),
      fc.integer({ min: 0, max: 3 }),
      (docs, indexes, wanted, sort, skip) => {
        store.write(() => {
          const collection = load(docs);
          const natural = { filter: wanted, hint: { $natural: 1 } };
          const expected = ids(collection, { ...natural, sort });
          for (const { key, sparse, partialFilterExpression } of indexes) {
            try {
              collection.createIndex({
                v: 2,
                key,
                name: JSON.stringify(key),
                ...(partialFilterExpression ? { partialFilterExpression } : sparse ? { sparse } : {}),
              });
            } catch {
              // Parallel arrays: such an index can't exist.
              return;
            }
          }
          if (planSelection(collection, { filter: wanted, sort }).index) planned += 1;
          const found = ids(collection, { filter: wanted, sort });
          expect([...found].sort()).toEqual([...expected].sort());
          if (!sort) return;
          const fields = parseSort(sort);
          const strings = stringOrder(undefined);
          const byId = new Map(
            select(collection, natural)
              .map(({ bytes }) => decode(bytes))
              .map((doc) => [doc._id, sortKey(fields, doc, strings)]),
          );
          const compare = compareKeys(fields, strings);
          for (let i = 1; i < found.length; i++) {
            expect(compare(byId.get(found[i - 1]) ?? [], byId.get(found[i]) ?? [])).toBeLessThanOrEqual(0);
          }
          expect(ids(collection, { filter: wanted, sort, skip, limit: 2 })).toEqual(found.slice(skip, skip + 2));
        });
      },
    ),
    { numRuns: process.env.STP_LONG === '1' ? 20_000 : 1_000 },
  );
  // The property says something only if indexes were in fact chosen.
  expect(planned).toBeGreaterThan(100);
});
