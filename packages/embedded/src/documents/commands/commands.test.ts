import { Decimal128, Double, Long, MongoClient, type MongoServerError, UUID } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

let server: ServerProcess;
let client: MongoClient;
beforeAll(async () => {
  server = await startServerProcess();
  client = new MongoClient(server.uri);
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

let names = 0;
let name: string;
beforeEach(() => {
  name = `things_${++names}`;
});
const db = () => client.db('test');
const things = () => db().collection<{ [field: string]: unknown }>(name);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: MongoServerError) => error,
  );

test('values come back as the types they were sent as', async () => {
  const doc = {
    i: 1,
    d: new Double(1),
    l: Long.fromNumber(1),
    m: Decimal128.fromString('1.0000000000000001'),
    u: new UUID(),
    t: new Date(1),
    n: null,
  };
  await things().insertOne({ ...doc });
  await things().updateOne({ u: doc.u }, { $set: { other: true } });
  const found = await things().findOne({ m: doc.m }, { promoteValues: false, projection: { _id: 0 } });
  expect(found).toMatchObject({ d: new Double(1), l: Long.fromNumber(1), m: doc.m, u: doc.u, t: doc.t, n: null });
});

test('a unique index refuses the second, and tells index, key and value', async () => {
  await things().createIndex({ a: 1, b: -1 }, { unique: true });
  await things().insertOne({ a: 1, b: 'x' });
  expect(await refused(things().insertOne({ a: new Double(1), b: 'x' }))).toMatchObject({
    code: 11000,
    keyPattern: { a: 1, b: -1 },
    keyValue: { a: 1, b: 'x' },
  });
  const many = await refused(things().insertMany([{ a: 2 }, { a: 3 }, { a: 1, b: 'x' }, { a: 4 }], { ordered: false }));
  expect(many).toMatchObject({ code: 11000, result: { insertedCount: 3 } });
  expect(await refused(things().updateOne({ a: 2 }, { $set: { a: 1, b: 'x' } }))).toMatchObject({ code: 11000 });
  expect(await things().countDocuments({})).toBe(4);
  expect(await db().command({ validate: name })).toMatchObject({ valid: true });
});

test('sparse and partial unique indexes let through what they do not hold', async () => {
  await things().createIndex({ a: 1 }, { unique: true, sparse: true });
  await things().createIndex({ b: 1 }, { unique: true, partialFilterExpression: { active: true } });
  await things().insertMany([{ b: 1 }, { b: 1 }, { b: 1, active: true }]);
  expect(await refused(things().insertOne({ b: 1, active: true }))).toMatchObject({ code: 11000 });
  expect(await refused(things().updateMany({}, { $set: { a: 1 } }))).toMatchObject({ code: 11000 });
});

test('an index over two arrays of one document is refused, as is one that stored documents break', async () => {
  await things().insertMany([{ a: [1, 2], b: [3] }, { c: 1 }, { c: 1 }]);
  expect(await refused(things().createIndex({ a: 1, b: 1 }))).toMatchObject({ code: 171 });
  expect(await refused(things().createIndex({ c: 1 }, { unique: true }))).toMatchObject({ code: 11000 });
  expect(await things().indexes()).toHaveLength(1);
});

test('the same index twice is one; another under its name is refused', async () => {
  expect([await things().createIndex({ a: 1 }), await things().createIndex({ a: 1 })]).toEqual(['a_1', 'a_1']);
  expect(await refused(things().createIndex({ a: 1 }, { unique: true }))).toMatchObject({ code: 85 });
  expect(await refused(things().createIndex({ b: 1 }, { name: 'a_1' }))).toMatchObject({ code: 86 });
  expect(await refused(things().createIndex({ a: 'text' }))).toMatchObject({ code: 67 });
  expect(await refused(things().dropIndex('none'))).toMatchObject({ code: 27 });
});

test('explain tells an index scan from a collection scan, with what each examined', async () => {
  await things().insertMany(Array.from({ length: 50 }, (_, n) => ({ n, group: n % 5 })));
  await things().createIndex({ group: 1, n: -1 });
  const scan = await things().find({ group: 3 }).sort({ n: -1 }).explain('executionStats');
  expect(scan.queryPlanner.winningPlan).toMatchObject({
    stage: 'FETCH',
    inputStage: { stage: 'IXSCAN', indexName: 'group_1_n_-1' },
  });
  expect(scan.executionStats).toMatchObject({ nReturned: 10, totalKeysExamined: 10, totalDocsExamined: 10 });
  const full = await things().find({ n: 3 }).explain('executionStats');
  expect(full.queryPlanner.winningPlan).toMatchObject({ stage: 'COLLSCAN' });
  expect(full.executionStats).toMatchObject({ nReturned: 1, totalKeysExamined: 0, totalDocsExamined: 50 });
  expect((await things().find({ n: 3 }).sort({ n: 1 }).explain()).queryPlanner.winningPlan).toMatchObject({
    stage: 'SORT',
  });
});

test('hint, min and max choose an index and its bounds; a hint of none is refused', async () => {
  await things().insertMany([1, 2, 3, 4].map((n) => ({ n })));
  await things().createIndex({ n: 1 });
  const between = things()
    .find({}, { projection: { _id: 0 } })
    .hint({ n: 1 })
    .min({ n: 2 })
    .max({ n: 4 });
  expect(await between.toArray()).toEqual([{ n: 2 }, { n: 3 }]);
  expect(await refused(things().find({}).hint({ m: 1 }).toArray())).toMatchObject({ code: 2 });
  expect(await refused(things().find({}).min({ n: 2 }).toArray())).toMatchObject({ code: 51173 });
});

test('documents expire by the value of their TTL field, and others stay', async () => {
  await things().createIndex({ at: 1 }, { expireAfterSeconds: 60 });
  await things().insertMany([
    { at: new Date(0) },
    { at: [new Date(0), new Date(4e12)] },
    { at: new Date() },
    { at: 'no date' },
    {},
  ]);
  await client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: 0.05 });
  await expect.poll(() => things().countDocuments({}), { timeout: 10_000 }).toBe(3);
  await client.db('admin').command({ setParameter: 1, ttlMonitorSleepSecs: 60 });
});

test('a validator refuses with the details of what is broken', async () => {
  const $jsonSchema = {
    bsonType: 'object',
    required: ['n', 'kind'],
    properties: { n: { bsonType: 'int', minimum: 1 }, kind: { enum: ['a', 'b'] } },
  };
  await db().createCollection(name, { validator: { $jsonSchema } });
  await things().insertOne({ n: 1, kind: 'a' });
  const error = await refused(things().insertOne({ n: 'x' }));
  expect(error).toMatchObject({ code: 121 });
  expect(error?.errInfo?.details).toMatchObject({
    operatorName: '$jsonSchema',
    schemaRulesNotSatisfied: [
      { operatorName: 'required', missingProperties: ['kind'] },
      {
        operatorName: 'properties',
        propertiesNotSatisfied: [
          {
            propertyName: 'n',
            details: [{ operatorName: 'bsonType', consideredType: 'string', reason: 'type did not match' }],
          },
        ],
      },
    ],
  });
  expect(await refused(things().updateOne({}, { $set: { n: 0 } }))).toMatchObject({ code: 121 });
  await things().insertOne({ n: 'x' }, { bypassDocumentValidation: true });
  await db().command({ collMod: name, validationLevel: 'moderate' });
  expect(await things().updateOne({ n: 'x' }, { $set: { other: 1 } })).toMatchObject({ modifiedCount: 1 });
  expect(await refused(things().insertOne({ n: 0, kind: 'a' }))).toMatchObject({ code: 121 });
  await db().command({ collMod: name, validationAction: 'warn' });
  await things().insertOne({ n: 0 });
});

test('a cursor delivers batches, may be killed, and is then unknown', async () => {
  await things().insertMany(Array.from({ length: 250 }, (_, n) => ({ n })));
  const { cursor } = await db().command({ find: name, batchSize: 100, sort: { n: 1 } });
  expect(cursor.firstBatch).toHaveLength(100);
  const more = await db().command({ getMore: Long.fromBigInt(BigInt(cursor.id)), collection: name, batchSize: 100 });
  expect(more.cursor.nextBatch[0]).toMatchObject({ n: 100 });
  expect(await db().command({ killCursors: name, cursors: [cursor.id] })).toMatchObject({ cursorsKilled: [cursor.id] });
  expect(await refused(db().command({ getMore: Long.fromBigInt(BigInt(cursor.id)), collection: name }))).toMatchObject({
    code: 43,
  });
});

test('what a single server without script engine cannot do is refused by its code', async () => {
  await things().insertOne({});
  const session = client.startSession();
  expect(await refused(session.withTransaction(() => things().insertOne({}, { session })))).toMatchObject({
    originalError: { code: 20 },
  });
  await session.endSession();
  expect(
    await refused(
      things()
        .aggregate([{ $nonsense: 1 }])
        .toArray(),
    ),
  ).toMatchObject({ code: 40324 });
  const script = { $function: { body: 'function() { return 1 }', args: [], lang: 'js' } };
  expect(
    await refused(
      things()
        .aggregate([{ $addFields: { n: script } }])
        .toArray(),
    ),
  ).toMatchObject({ code: 238 });
  expect(await refused(things().watch().next())).toMatchObject({ code: 238 });
  expect(await refused(db().command({ mapReduce: name }))).toMatchObject({ code: 59, codeName: 'CommandNotFound' });
  expect(await refused(db().command({ find: name, nonsense: 1 }))).toMatchObject({ code: 40415 });
  expect(await refused(db().createCollection('capped', { capped: true, size: 1000 }))).toMatchObject({ code: 238 });
  expect(await refused(things().find({}, { tailable: true }).toArray())).toMatchObject({ code: 2 });
  expect(await refused(things().insertOne({}, { writeConcern: { w: 2 } }))).toMatchObject({ code: 2 });
});

test('writes with j: true are answered, and compressed messages are understood', async () => {
  await things().insertOne({ a: 1 }, { writeConcern: { w: 1, journal: true } });
  const compressed = new MongoClient(server.uri, { compressors: ['zlib'] });
  expect(await compressed.db('test').collection(name).find().toArray()).toHaveLength(1);
  await compressed.close();
});
