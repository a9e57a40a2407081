import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { planSelection, type Selection, select, selectDocuments } from '../commands/select.ts';
import { PAUSE } from '../pipeline/stage.ts';
import { decode } from '../query/decode.ts';
import { type Doc, encode } from '../query/values.ts';
import type { Collection } from './collection.ts';
import { admitDocument } from './read-fields.ts';
import { Store } from './store.ts';

describe.each([
  { kind: 'plain', key: undefined },
  { kind: 'encrypted', key: 'a key of thirty-two characters..' },
])('a $kind store, read in chunks', async ({ key }) => {
  const folder = mkdtempSync(join(tmpdir(), 'chunks-'));
  const store = await Store.open(folder, key);
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  let made = 0;

  function load(docs: Doc[]): Collection {
    const collection = store.catalog.create('test', `things${++made}`, {});
    collection.createIndex({ v: 2, key: { a: 1 }, name: 'a' });
    for (const [_id, doc] of docs.entries()) collection.insert(admitDocument(Buffer.from(encode({ _id, ...doc }))));
    return collection;
  }
  const read = (collection: Collection, selection: Selection) =>
    [...oneByOne(selectDocuments(collection, selection))].map((bytes) => decode(bytes));

  function* oneByOne(chunks: ReturnType<typeof selectDocuments>): Generator<Uint8Array> {
    for (const chunk of chunks) if (chunk !== PAUSE) yield* chunk;
  }

  test('gives what reading row by row gives, in the same order', { timeout: 120_000 }, () => {
    const doc = fc.record({ a: fc.integer({ min: 0, max: 3 }), text: fc.string({ unit: 'binary', maxLength: 50 }) });
    const bound = fc.integer({ min: 0, max: 4 });
    const selection = fc.record({
      filter: fc.oneof(
        fc.constant({}),
        bound.map((a) => ({ a })),
        fc.tuple(bound, bound).map(([from, to]) => ({ a: { $gte: from, $lt: to } })),
        fc.tuple(bound, bound).map(($in) => ({ a: { $in } })),
      ),
      sort: fc.constantFrom(undefined, { a: 1 }, { a: -1 }, { _id: -1 }),
      skip: fc.integer({ min: 0, max: 40 }),
      limit: fc.constantFrom(0, 1, 17, 100),
      expected: fc.constantFrom(0, 20),
    });
    fc.assert(
      fc.property(fc.array(doc, { minLength: 0, maxLength: 200, size: 'max' }), selection, (docs, wanted) => {
        store.write(() => {
          const collection = load(docs);
          const byRow = select(collection, wanted, planSelection(collection, wanted));
          expect(read(collection, wanted)).toEqual(byRow.map(({ bytes }) => decode(bytes)));
          store.catalog.drop(collection);
        });
      }),
      { numRuns: process.env.STP_LONG === '1' ? 2000 : 60 },
    );
  });

  test('a document that is deleted or added while others are read changes nothing for these', () => {
    store.write(() => {
      const collection = load(Array.from({ length: 300 }, (_, i) => ({ a: i % 3 })));
      const seen: unknown[] = [];
      for (const bytes of oneByOne(selectDocuments(collection, { filter: { a: 1 } }))) {
        seen.push(decode(bytes)._id);
        for (const [i, { rid, bytes }] of select(collection, { filter: { a: 1 } }).entries())
          if (seen.length === 10 && i < 5) collection.remove(rid, bytes);
        if (seen.length === 10) collection.insert(admitDocument(Buffer.from(encode({ _id: 1000, a: 1 }))));
      }
      expect(seen).toEqual([...Array.from({ length: 100 }, (_, i) => 3 * i + 1), 1000]);
      store.catalog.drop(collection);
    });
  });
});
