import { EJSON } from 'bson';
import { CommandError } from '../errors.ts';
import { defaultIndexName, defineIndex, type IndexDefinition } from '../indexes/index-definition.ts';
import { encodeCursorReply } from '../protocol/raw-batch.ts';
import { compareValues } from '../query/compare-values.ts';
import { type Doc, encode, isPlainObject } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { collectionName, existing, integerOf, objectOf } from './arguments.ts';
import { need } from './collections.ts';
import type { Command } from './context.ts';
import { settled } from './cursors.ts';

const createIndexes: Command = (context) => {
  const { body, db, server } = context;
  const specs = body.indexes;
  if (!Array.isArray(specs) || specs.length === 0)
    throw new CommandError('BadValue', 'Must specify at least one index to create');
  const name = collectionName(context);
  return server.store.write(() => {
    const created = !existing(context);
    const collection = server.store.catalog.need(db, name);
    const before = collection.indexes.length;
    for (const spec of specs) if (isPlainObject(spec)) createIndex(collection, spec);
    const after = collection.indexes.length;
    return {
      numIndexesBefore: before,
      numIndexesAfter: after,
      createdCollectionAutomatically: created,
      ...(before === after ? { note: 'all indexes already exist' } : {}),
      ok: 1,
    };
  });
};

function createIndex(collection: Collection, given: Doc): void {
  const { ns: _, background: __, ...rest } = given;
  const key = rest.key;
  const spec: Doc = {
    v: 2,
    key,
    name: rest.name ?? (isPlainObject(key) ? defaultIndexName(key) : undefined),
    ...without(rest, ['v', 'key', 'name']),
  };
  if (collection.options.collation !== undefined && spec.collation === undefined)
    spec.collation = collection.options.collation;
  const wanted = defineIndex(0, spec);
  const isId = Object.keys(key as Doc).join() === '_id';
  for (const index of collection.indexes) {
    const sameKey = compareValues(index.spec.key, key) === 0;
    if (isId && sameKey) return;
    if (index.name === wanted.name) {
      if (sameKey && sameOptions(index, wanted)) return;
      throw new CommandError(
        sameKey ? 'IndexOptionsConflict' : 'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${EJSON.stringify(spec)}, existing index: ${EJSON.stringify(index.spec)}`,
      );
    }
    if (sameKey && sameOptions(index, wanted)) {
      throw new CommandError('IndexOptionsConflict', `Index already exists with a different name: ${index.name}`);
    }
  }
  collection.createIndex(spec);
}

function sameOptions(a: IndexDefinition, b: IndexDefinition): boolean {
  const same = (x: unknown, y: unknown) => compareValues(x ?? null, y ?? null) === 0;
  return (
    a.unique === b.unique &&
    a.sparse === b.sparse &&
    same(a.partialFilter, b.partialFilter) &&
    same(a.expireAfterSeconds, b.expireAfterSeconds) &&
    same(a.collation, b.collation)
  );
}

function without(doc: Doc, names: string[]): Doc {
  return Object.fromEntries(Object.entries(doc).filter(([name]) => !names.includes(name)));
}

const listIndexes: Command = (context) => {
  const { body, db, server } = context;
  const collection = need(context, collectionName(context));
  const namespace = `${db}.${collection.name}`;
  const specs = collection.indexes.map(({ spec }) => encode(spec));
  const batchSize = integerOf(objectOf(body, 'cursor') ?? {}, 'batchSize');
  const opened = server.cursors.open({ namespace, documents: [specs], batchSize });
  return settled(opened, ({ id, batch }) => encodeCursorReply('firstBatch', batch, id, namespace));
};

const dropIndexes: Command = (context) => {
  const { body, server } = context;
  const collection = need(context, collectionName(context));
  const nIndexesWas = collection.indexes.length;
  const wanted = body.index;
  const names =
    wanted === '*'
      ? collection.indexes.filter(({ name }) => name !== '_id_').map(({ name }) => name)
      : (Array.isArray(wanted) ? wanted : [wanted]).map((item) => findIndex(collection, item));
  server.store.write(() => {
    for (const name of names) collection.dropIndex(name);
  });
  return { nIndexesWas, ok: 1 };
};

function findIndex(collection: Collection, wanted: unknown): string {
  const found = collection.indexes.find(
    ({ name, spec }) => name === wanted || (isPlainObject(wanted) && compareValues(spec.key, wanted) === 0),
  );
  if (!found) {
    throw new CommandError(
      'IndexNotFound',
      typeof wanted === 'string'
        ? `index not found with name [${wanted}]`
        : `can't find index with key: ${EJSON.stringify(wanted)}`,
    );
  }
  if (found.name === '_id_') throw new CommandError('InvalidOptions', 'cannot drop _id index');
  return found.name;
}

export const indexCommands = { createIndexes, listIndexes, dropIndexes, deleteIndexes: dropIndexes };
