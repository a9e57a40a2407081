import { Decimal128, MongoClient, type MongoServerError, UUID } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeServers, type ServerProcess, startServerProcess } from '../../../conformance/start-server.ts';

afterAll(removeServers);

let server: ServerProcess;
let client: MongoClient;
const owners = [new UUID(), new UUID()];
beforeAll(async () => {
  server = await startServerProcess();
  client = new MongoClient(server.uri);
  await plays().insertMany([
    { _id: 1, owner: owners[0], track: 'a', day: new Date('2026-01-01'), n: 3, money: Decimal128.fromString('0.1') },
    { _id: 2, owner: owners[0], track: 'b', day: new Date('2026-01-02'), n: 5, money: Decimal128.fromString('0.2') },
    { _id: 3, owner: owners[1], track: 'a', day: new Date('2026-01-04'), n: 7, tags: ['x', 'y'] },
    { _id: 4, owner: owners[1], track: 'b', day: new Date('2026-01-04'), n: 1, tags: [] },
  ]);
  await client
    .db('test')
    .collection<{ _id: string; title: string }>('tracks')
    .insertMany([
      { _id: 'a', title: 'A' },
      { _id: 'c', title: 'C' },
    ]);
});
afterAll(async () => {
  await client.close();
  await server.stop();
});

const plays = () => client.db('test').collection<{ _id: number; [field: string]: unknown }>('plays');
const run = (...stages: object[]) => plays().aggregate(stages).toArray();
const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: MongoServerError) => error,
  );

test('groups are told apart by value, UUIDs included, and decimals sum exactly', async () => {
  const groups = await run(
    { $group: { _id: '$owner', n: { $sum: '$n' }, money: { $sum: '$money' }, days: { $addToSet: '$day' } } },
    { $sort: { n: 1 } },
  );
  expect(groups.map(({ _id, n, money }) => [_id, n, String(money)])).toEqual(
    [
      [owners[0], 8, '0.3'],
      [owners[1], 8, '0'],
    ]
      .sort((a, b) => Number(a[2] === '0') - Number(b[2] === '0'))
      .map((row) => row),
  );
  expect(groups.map(({ days }) => days.length).sort()).toEqual([1, 2]);
});

test('fields of a projection come in the order of the document, computed ones after', async () => {
  const [first] = await run(
    { $match: { _id: 1 } },
    { $project: { twice: { $multiply: ['$n', 2] }, track: 1, _id: 0, n: 1 } },
  );
  expect(Object.entries(first ?? {})).toEqual([
    ['track', 'a'],
    ['n', 3],
    ['twice', 6],
  ]);
  expect(await refused(run({ $project: { a: 1, b: 0 } }))).toMatchObject({ code: 31254 });
});

test('$unwind keeps what has no elements only when asked to', async () => {
  expect(await run({ $unwind: '$tags' }, { $project: { tags: 1 } })).toEqual([
    { _id: 3, tags: 'x' },
    { _id: 3, tags: 'y' },
  ]);
  const all = await run(
    { $unwind: { path: '$tags', includeArrayIndex: 'at', preserveNullAndEmptyArrays: true } },
    { $project: { tags: 1, at: 1 } },
  );
  expect(all).toEqual([
    { _id: 1, at: null },
    { _id: 2, at: null },
    { _id: 3, tags: 'x', at: 0 },
    { _id: 3, tags: 'y', at: 1 },
    { _id: 4, at: null },
  ]);
});

test('$lookup joins by field, and by pipeline with variables', async () => {
  const byField = await run(
    { $sort: { _id: 1 } },
    { $lookup: { from: 'tracks', localField: 'track', foreignField: '_id', as: 'found' } },
    { $project: { found: '$found.title' } },
  );
  expect(byField.map(({ found }) => found)).toEqual([['A'], [], ['A'], []]);
  const byPipeline = await run(
    { $match: { _id: 2 } },
    {
      $lookup: {
        from: 'plays',
        let: { n: '$n' },
        pipeline: [{ $match: { $expr: { $gt: ['$n', '$$n'] } } }, { $project: { n: 1 } }],
        as: 'more',
      },
    },
  );
  expect(byPipeline[0]?.more).toEqual([{ _id: 3, n: 7 }]);
});

test('$facet, $bucket, $sortByCount, $count and $unionWith see the same documents', async () => {
  const [facets] = await run({
    $facet: {
      counted: [{ $count: 'n' }],
      tracks: [{ $sortByCount: '$track' }],
      sizes: [{ $bucket: { groupBy: '$n', boundaries: [0, 4, 8] } }],
    },
  });
  expect(facets).toMatchObject({
    counted: [{ n: 4 }],
    sizes: [
      { _id: 0, count: 2 },
      { _id: 4, count: 2 },
    ],
  });
  expect(facets?.tracks.map(({ count }: { count: number }) => count)).toEqual([2, 2]);
  expect(await run({ $unionWith: 'tracks' }, { $count: 'n' })).toEqual([{ n: 6 }]);
});

test('windows run along a sort, $densify adds the missing days, $fill their values', async () => {
  const running = await run(
    {
      $setWindowFields: {
        sortBy: { _id: 1 },
        output: { total: { $sum: '$n', window: { documents: ['unbounded', 'current'] } } },
      },
    },
    { $project: { total: 1 } },
  );
  expect(running.map(({ total }) => total)).toEqual([3, 8, 15, 16]);
  const partitioned = await run(
    { $setWindowFields: { partitionBy: '$owner', sortBy: { day: 1 }, output: { rank: { $documentNumber: {} } } } },
    { $sort: { _id: 1 } },
    { $project: { rank: 1 } },
  );
  expect(partitioned.map(({ rank }) => rank)).toEqual([1, 2, 1, 2]);
  expect(
    await refused(run({ $setWindowFields: { sortBy: { money: 1 }, output: { rank: { $rank: {} } } } })),
  ).toMatchObject({ code: 238 });
  const filled = await run(
    { $group: { _id: '$day', n: { $sum: '$n' } } },
    { $project: { _id: 0, day: '$_id', n: 1 } },
    { $densify: { field: 'day', range: { step: 1, unit: 'day', bounds: 'full' } } },
    { $fill: { sortBy: { day: 1 }, output: { n: { value: 0 } } } },
  );
  expect(filled.map(({ n }) => n)).toEqual([3, 5, 0, 8]);
});

test('$match and $sort at the front use indexes', async () => {
  await plays().createIndex({ track: 1, n: 1 });
  const { stages, queryPlanner } = await client.db('test').command({
    explain: {
      aggregate: 'plays',
      pipeline: [{ $match: { track: 'a' } }, { $sort: { n: 1 } }, { $group: { _id: null } }],
      cursor: {},
    },
    verbosity: 'queryPlanner',
  });
  expect((stages?.[0].$cursor.queryPlanner ?? queryPlanner).winningPlan).toMatchObject({
    stage: 'FETCH',
    inputStage: { stage: 'IXSCAN' },
  });
  const stats = await run({ $indexStats: {} });
  expect(stats.map(({ name }) => name).sort()).toEqual(['_id_', 'track_1_n_1']);
});

test('$merge updates what matches, inserts the rest, and $out replaces', async () => {
  const target = client.db('test').collection<{ _id: string; n?: number; kept?: boolean }>('totals');
  await target.insertOne({ _id: 'a', kept: true });
  await run(
    { $group: { _id: '$track', n: { $sum: '$n' } } },
    { $merge: { into: 'totals', on: '_id', whenMatched: 'merge' } },
  );
  expect(await target.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 'a', kept: true, n: 10 },
    { _id: 'b', n: 6 },
  ]);
  await run(
    { $group: { _id: '$track', n: { $sum: '$n' } } },
    { $merge: { into: 'totals', whenMatched: [{ $set: { n: { $add: ['$n', '$$new.n'] } } }] } },
  );
  expect(await target.findOne({ _id: 'a' })).toMatchObject({ n: 20, kept: true });
  await run({ $match: { _id: 1 } }, { $project: { _id: '$track' } }, { $out: 'totals' });
  expect(await target.find().toArray()).toEqual([{ _id: 'a' }]);
  expect(await refused(run({ $merge: { into: 'totals', on: 'n' } }))).toMatchObject({ code: 51183 });
});

test('a stage in the wrong place or shape is refused before anything is read', async () => {
  expect(await refused(run({ $out: 'x' }, { $match: {} }))).toMatchObject({ code: 40601 });
  expect(await refused(run({ $match: {}, $limit: 1 }))).toMatchObject({ code: 40323 });
  expect(await refused(run({ $limit: 0 }))).toMatchObject({ code: 15958 });
  expect(await refused(run({ $group: { n: { $sum: 1 } } }))).toMatchObject({ code: 15955 });
  expect(await refused(run({ $group: { _id: null, n: { $nonsense: 1 } } }))).toMatchObject({ code: 15952 });
});
