import type { AbstractCursor, ClientSession, Collection, Db, Document, MongoClient } from 'mongodb';
import { type Entities, Unsupported } from './entities.ts';
import type { Json, Operation } from './suite.ts';

type Run = (target: never, args: Json) => Promise<unknown>;
type On<T> = Record<string, (target: T, args: Json) => unknown>;

const document = (value: unknown) => value as Document;

/** All arguments but those named: what the driver takes as options. */
function rest(args: Json, ...names: string[]): Json {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !names.includes(name)));
}

const onCollection: On<Collection> = {
  aggregate: (c, args) => c.aggregate(args.pipeline as Document[], rest(args, 'pipeline')).toArray(),
  bulkWrite: (c, args) => c.bulkWrite(args.requests as never, rest(args, 'requests')),
  count: (c, args) => c.count(document(args.filter ?? {}), rest(args, 'filter')),
  countDocuments: (c, args) => c.countDocuments(document(args.filter), rest(args, 'filter')),
  createIndex: (c, args) => c.createIndex(args.keys as Json as never, rest(args, 'keys')),
  createFindCursor: (c, args) => c.find(document(args.filter), rest(args, 'filter')),
  deleteMany: (c, args) => c.deleteMany(document(args.filter), rest(args, 'filter')),
  deleteOne: (c, args) => c.deleteOne(document(args.filter), rest(args, 'filter')),
  distinct: (c, args) =>
    c.distinct(String(args.fieldName), document(args.filter ?? {}), rest(args, 'fieldName', 'filter')),
  drop: (c, args) => c.drop(args),
  dropIndex: (c, args) => c.dropIndex(String(args.name), rest(args, 'name')),
  dropIndexes: (c, args) => c.dropIndexes(args),
  estimatedDocumentCount: (c, args) => c.estimatedDocumentCount(args),
  find: (c, args) => c.find(document(args.filter), rest(args, 'filter')).toArray(),
  findOne: (c, args) => c.findOne(document(args.filter), rest(args, 'filter')),
  findOneAndDelete: (c, args) => c.findOneAndDelete(document(args.filter), rest(args, 'filter')),
  findOneAndReplace: (c, args) =>
    c.findOneAndReplace(
      document(args.filter),
      document(args.replacement),
      returned(rest(args, 'filter', 'replacement')),
    ),
  findOneAndUpdate: (c, args) =>
    c.findOneAndUpdate(document(args.filter), document(args.update), returned(rest(args, 'filter', 'update'))),
  insertMany: (c, args) => c.insertMany(args.documents as Document[], rest(args, 'documents')),
  insertOne: (c, args) => c.insertOne(document(args.document), rest(args, 'document')),
  listIndexes: (c, args) => c.listIndexes(args).toArray(),
  listIndexNames: async (c, args) => (await c.listIndexes(args).toArray()).map(({ name }) => name),
  rename: (c, args) => c.rename(String(args.to), rest(args, 'to')),
  replaceOne: (c, args) =>
    c.replaceOne(document(args.filter), document(args.replacement), rest(args, 'filter', 'replacement')),
  updateMany: (c, args) => c.updateMany(document(args.filter), document(args.update), rest(args, 'filter', 'update')),
  updateOne: (c, args) => c.updateOne(document(args.filter), document(args.update), rest(args, 'filter', 'update')),
};

const onDatabase: On<Db> = {
  aggregate: (db, args) => db.aggregate(args.pipeline as Document[], rest(args, 'pipeline')).toArray(),
  createCollection: (db, args) => db.createCollection(String(args.collection), rest(args, 'collection')),
  createCommandCursor: (db, args) => commandCursor(db, args),
  dropCollection: (db, args) => db.dropCollection(String(args.collection), rest(args, 'collection')),
  listCollections: (db, args) => db.listCollections(document(args.filter ?? {}), rest(args, 'filter')).toArray(),
  listCollectionNames: async (db, args) =>
    (await db.listCollections(document(args.filter ?? {}), { ...rest(args, 'filter'), nameOnly: true }).toArray()).map(
      ({ name }) => name,
    ),
  listCollectionObjects: (db, args) => db.listCollections(document(args.filter ?? {}), rest(args, 'filter')).toArray(),
  modifyCollection: (db, args) => db.command({ collMod: args.collection, ...rest(args, 'collection', 'session') }),
  runCommand: (db, args) => db.command(document(args.command), rest(args, 'command', 'commandName')),
  runCursorCommand: (db, args) => commandCursor(db, args).toArray(),
};

const onClient: On<MongoClient> = {
  clientBulkWrite: async (client, args) => {
    const models = (args.models as Json[]).map((model) => {
      const [name, fields] = Object.entries(model)[0] as [string, Json];
      return { name, ...fields };
    });
    const result = await client.bulkWrite(models as never, rest(args, 'models'));
    // The driver adds didUpsert to each result, a field of its own beside those of the specification.
    for (const update of result.updateResults?.values() ?? []) Reflect.deleteProperty(update, 'didUpsert');
    return result;
  },
  listDatabases: async (client, args) => (await client.db('admin').admin().listDatabases(args)).databases,
  listDatabaseObjects: async (client, args) => (await client.db('admin').admin().listDatabases(args)).databases,
  listDatabaseNames: async (client, args) =>
    (
      await client
        .db('admin')
        .admin()
        .listDatabases({ ...args, nameOnly: true })
    ).databases.map(({ name }) => name),
  close: (client) => client.close(),
};

const onSession: On<ClientSession> = {
  startTransaction: (session, args) => session.startTransaction(args),
  commitTransaction: (session) => session.commitTransaction(),
  abortTransaction: (session) => session.abortTransaction(),
  endSession: (session) => session.endSession(),
};

const onCursor: On<AbstractCursor> = {
  iterateOnce: (cursor) => cursor.tryNext(),
  iterateUntilDocumentOrError: (cursor) => cursor.next(),
  close: (cursor) => cursor.close(),
};

/** Runs one operation of a test on the entity it names, through the driver's public methods. */
export async function runOperation(operation: Operation, entities: Entities): Promise<unknown> {
  const target = entities.get(operation.object);
  const table = tableFor(target) as Record<string, Run> | null;
  const run = table?.[operation.name];
  if (!run) throw new Unsupported(`operation ${operation.name} is not run`);
  const args = { ...operation.arguments };
  if (typeof args.session === 'string') args.session = entities.get(args.session);
  return run(target as never, args);
}

function tableFor(target: unknown): object | null {
  const kind = (target as object).constructor.name;
  if (kind === 'Collection') return onCollection;
  if (kind === 'Db') return onDatabase;
  if (kind === 'MongoClient') return onClient;
  if (kind === 'ClientSession') return onSession;
  return kind.endsWith('Cursor') ? onCursor : null;
}

function commandCursor(db: Db, args: Json): AbstractCursor {
  const cursor = db.runCursorCommand(
    document(args.command),
    rest(args, 'command', 'commandName', 'batchSize', 'maxTimeMS', 'comment') as never,
  );
  if (args.batchSize !== undefined) cursor.setBatchSize(Number(args.batchSize));
  if (args.comment !== undefined) cursor.setComment(args.comment);
  if (args.maxTimeMS !== undefined) cursor.setMaxTimeMS(Number(args.maxTimeMS));
  return cursor;
}

function returned(options: Json): Json {
  if (typeof options.returnDocument !== 'string') return options;
  return { ...options, returnDocument: options.returnDocument.toLowerCase() };
}
