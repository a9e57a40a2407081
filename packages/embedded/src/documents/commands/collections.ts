import { EJSON } from 'bson';
import { CommandError } from '../errors.ts';
import { encodeCursorReply } from '../protocol/raw-batch.ts';
import { compileFilter } from '../query/filter.ts';
import { compileValidator } from '../query/validator.ts';
import { type Doc, encode, isPlainObject } from '../query/values.ts';
import type { Collection } from '../storage/collection.ts';
import { collectionName, existing, flag, integerOf, objectOf } from './arguments.ts';
import type { Command } from './context.ts';
import { settled } from './cursors.ts';

const OPTIONS = new Set([
  'validator',
  'validationLevel',
  'validationAction',
  'collation',
  'comment',
  'writeConcern',
  'storageEngine',
  'indexOptionDefaults',
  'autoIndexId',
  'capped',
]);
const KEPT = ['validator', 'validationLevel', 'validationAction', 'collation'];

const create: Command = (context) => {
  const { body, db, server } = context;
  const name = collectionName(context);
  for (const [option, value] of Object.entries(body)) {
    if (
      [
        'viewOn',
        'pipeline',
        'timeseries',
        'clusteredIndex',
        'encryptedFields',
        'size',
        'max',
        'expireAfterSeconds',
        'changeStreamPreAndPostImages',
      ].includes(option) ||
      (option === 'capped' && value === true)
    ) {
      throw new CommandError(
        'NotImplemented',
        `create with '${option}' is not supported by this server: it has plain collections only`,
      );
    }
  }
  if (existing(context)) throw new CommandError('NamespaceExists', `Collection ${db}.${name} already exists.`);
  const options = keptOptions(body);
  server.store.write(() => server.store.catalog.create(db, name, options));
  return { ok: 1 };
};

function keptOptions(body: Doc): Doc {
  const options: Doc = {};
  for (const key of KEPT) if (OPTIONS.has(key) && body[key] !== undefined) options[key] = body[key];
  if (options.validator !== undefined && !isPlainObject(options.validator))
    throw new CommandError('TypeMismatch', 'validator must be a document');
  compileValidator(options);
  return options;
}

const collMod: Command = (context) => {
  const { body, server, db } = context;
  const collection = need(context, collectionName(context));
  const index = objectOf(body, 'index');
  server.store.write(() => {
    collection.setOptions({ ...collection.options, ...keptOptions(body) });
    if (index) modifyIndex(collection, index, db);
  });
  return { ok: 1 };
};

function modifyIndex(collection: Collection, change: Doc, db: string): void {
  const found = collection.indexes.find(
    ({ name, spec }) => name === change.name || EJSON.stringify(spec.key) === EJSON.stringify(change.keyPattern),
  );
  if (!found)
    throw new CommandError(
      'IndexNotFound',
      `cannot find index ${EJSON.stringify(change.name ?? change.keyPattern)} for ns ${db}.${collection.name}`,
    );
  const { name: _, keyPattern: __, ...options } = change;
  collection.modifyIndex(found.name, options);
}

const drop: Command = (context) => {
  const { server, db } = context;
  const collection = existing(context);
  if (!collection) return { ok: 1 };
  const nIndexesWas = collection.indexes.length;
  server.store.write(() => server.store.catalog.drop(collection));
  return { nIndexesWas, ns: `${db}.${collection.name}`, ok: 1 };
};

const dropDatabase: Command = ({ server, db }) => {
  server.store.write(() => {
    for (const collection of server.store.catalog.collections(db)) server.store.catalog.drop(collection);
  });
  return { dropped: db, ok: 1 };
};

const renameCollection: Command = ({ body, server }) => {
  const split = (value: unknown): [string, string] => {
    const at = String(value).indexOf('.');
    return [String(value).slice(0, at), String(value).slice(at + 1)];
  };
  const [from, to] = [split(body.renameCollection), split(body.to)];
  const { catalog } = server.store;
  const source = catalog.find(...from);
  if (!source) throw new CommandError('NamespaceNotFound', `Source collection ${from.join('.')} does not exist`);
  const target = catalog.find(...to);
  if (target && !flag(body, 'dropTarget', false)) throw new CommandError('NamespaceExists', 'target namespace exists');
  server.store.write(() => {
    if (target) catalog.drop(target);
    catalog.rename(source, ...to);
  });
  return { ok: 1 };
};

const listCollections: Command = ({ body, server, db }) => {
  const filter = compileFilter(objectOf(body, 'filter') ?? {});
  const nameOnly = flag(body, 'nameOnly', false);
  const entries = server.store.catalog
    .collections(db)
    .map(
      (collection): Doc => ({
        name: collection.name,
        type: 'collection',
        options: collection.options,
        info: { readOnly: false, uuid: collection.uuid },
        idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
      }),
    )
    .filter((entry) => filter(entry))
    .map(({ name, type, ...rest }) => encode(nameOnly ? { name, type } : { name, type, ...rest }));
  const namespace = `${db}.$cmd.listCollections`;
  const batchSize = integerOf(objectOf(body, 'cursor') ?? {}, 'batchSize');
  const opened = server.cursors.open({ namespace, documents: [entries], batchSize });
  return settled(opened, ({ id, batch }) => encodeCursorReply('firstBatch', batch, id, namespace));
};

const listDatabases: Command = ({ body, server }) => {
  const filter = compileFilter(objectOf(body, 'filter') ?? {});
  const { catalog } = server.store;
  const total = server.store.size().bytes;
  const count = catalog.databases().length;
  const databases = catalog
    .databases()
    .map((name): Doc => ({ name, sizeOnDisk: BigInt(Math.round(total / Math.max(count, 1))), empty: false }))
    .filter((entry) => filter(entry));
  if (flag(body, 'nameOnly', false)) return { databases: databases.map(({ name }) => ({ name })), ok: 1 };
  return { databases, totalSize: BigInt(total), totalSizeMb: BigInt(Math.round(total / 1048576)), ok: 1 };
};

export function need({ server, db }: Parameters<Command>[0], name: string): Collection {
  const collection = server.store.catalog.find(db, name);
  if (!collection) throw new CommandError('NamespaceNotFound', `ns does not exist: ${db}.${name}`);
  return collection;
}

export const collectionCommands = {
  create,
  collMod,
  drop,
  dropDatabase,
  renameCollection,
  listCollections,
  listDatabases,
};
