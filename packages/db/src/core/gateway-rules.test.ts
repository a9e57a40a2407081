import { expect, test } from 'vitest';
import { checkFilter, checkPipeline, checkUpdate, GatewayError } from './gateway-rules.ts';

const refused = (work: () => void) => expect(work).toThrow(GatewayError);

test('a filter that runs code on the server is refused, however deep it lies', () => {
  refused(() => checkFilter({ $where: 'true' }));
  refused(() => checkFilter({ $or: [{ a: 1 }, { $and: [{ $where: () => true }] }] }));
  refused(() => checkFilter({ $expr: { $function: { body: 'f', args: [], lang: 'js' } } }));
  refused(() => checkFilter(['a']));
  refused(() => checkFilter(null));
  checkFilter({ a: { $gte: 1 }, $or: [{ b: null }, { 'c.d': { $in: [1, 2] } }] });
});

test('a pipeline that reads or writes another collection is refused, also inside a facet', () => {
  const foreign = [
    { $lookup: { from: 'activity_events', pipeline: [], as: 'x' } },
    { $graphLookup: { from: 'x', startWith: '$a', connectFromField: 'a', connectToField: 'b', as: 'x' } },
    { $unionWith: { coll: 'spotify_metrics' } },
    { $out: 'stolen' },
    { $merge: { into: 'stolen' } },
    { $collStats: { count: {} } },
    { $indexStats: {} },
    { $listSessions: {} },
    { $currentOp: {} },
    { $documents: [{}] },
    { $changeStream: {} },
  ];
  for (const stage of foreign) {
    refused(() => checkPipeline([stage]));
    refused(() => checkPipeline([{ $match: {} }, stage]));
    refused(() => checkPipeline([{ $facet: { a: [{ $match: {} }, stage] } }]));
  }
  refused(() => checkPipeline([{ $match: {}, $out: 'stolen' }]));
  refused(() => checkPipeline([{}]));
  refused(() => checkPipeline([{ $group: { _id: null, n: { $accumulator: { init: 'f' } } } }]));
  checkPipeline([{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: 1 } } }, { $sort: { n: -1 } }, { $limit: 3 }]);
});

test('an update that touches who a document belongs to is refused in every form', () => {
  const thefts = [
    { $set: { organizationId: 'x' } },
    { $set: { 'organizationId.x': 1 } },
    { $set: { _id: 1 } },
    { $unset: { organizationId: 1 } },
    { $setOnInsert: { organizationId: 'x' } },
    { $rename: { campaignId: 'organizationId' } },
    { $rename: { organizationId: 'campaignId' } },
    { organizationId: 'x' },
    { a: 1 },
    {},
    [{ $set: { organizationId: 'x' } }],
    [{ $set: { a: 1 } }, { $addFields: { organizationId: '$campaignId' } }],
    [{ $unset: 'organizationId' }],
    [{ $unset: ['a', 'organizationId'] }],
    [{ $replaceWith: { a: 1 } }],
    [{ $replaceRoot: { newRoot: '$a' } }],
    [{ $project: { a: 1 } }],
    [{ $set: { a: { $function: { body: 'f', args: [], lang: 'js' } } } }],
  ];
  for (const update of thefts) refused(() => checkUpdate(update));
  checkUpdate({ $set: { 'current.values': {} }, $push: { versions: { $each: [] } }, $inc: { revision: 1 } });
  checkUpdate([{ $set: { total: { $add: ['$a', '$b'] } } }, { $unset: ['a', 'b'] }]);
});
