import { randomUUID } from 'node:crypto';
import { Binary } from 'mongodb';
import { expect, test } from 'vitest';
import { type StreamingEventDocument, streamingEvents } from '../events/documents.ts';
import { recordStreamingEvents, type StreamingEvent } from '../events/streaming.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { tenantCollection } from './gateway.ts';
import { GatewayError } from './gateway-rules.ts';
import { toUuid } from './mongo.ts';

const { documents, native } = await openTestDocuments();
const { db } = documents;
const [mine, theirs] = [randomUUID(), randomUUID()];

const event = (eventId: string): StreamingEvent => ({
  eventId,
  type: 'play',
  timestamp: new Date('2026-01-01T10:00:00Z'),
  trackId: null,
  campaignId: null,
  playtimeMs: 31_000,
  durationMs: 180_000,
  sessionId: null,
  said: eventId,
  clamped: [],
  location: { country: 'DE', region: null, city: null },
  device: { type: 'phone', platform: null, app: null },
});
const receivedAt = new Date('2026-01-01T10:00:01Z');
await recordStreamingEvents(db, mine, [event('1'), event('2')], receivedAt);
await recordStreamingEvents(db, theirs, [event('3')], receivedAt);

const own = tenantCollection(db, streamingEvents, mine);
const foreign = { organizationId: toUuid(theirs) };
const everything = { organizationId: { $exists: true } };

test('no filter widens what an organization sees', async () => {
  for (const filter of [{}, everything, { $or: [foreign, everything] }, { $nor: [{ eventId: 'none' }] }]) {
    expect((await own.find(filter)).map(({ eventId }) => eventId).sort()).toEqual(['1', '2']);
    expect(await own.distinct('organizationId', filter)).toEqual([toUuid(mine)]);
  }
  expect(await own.find(foreign)).toEqual([]);
  expect(await own.aggregate([{ $group: { _id: '$organizationId', n: { $sum: 1 } } }])).toEqual([
    { _id: toUuid(mine), n: 2 },
  ]);
});

test('nothing of another organization can be written, changed or removed', async () => {
  const before = await native.collection('streaming_events').find(foreign).toArray();
  const [stolen] = await tenantCollection(db, streamingEvents, theirs).find({});
  if (!stolen) throw new Error('expected an event');
  await expect(own.write([{ insert: { ...stolen, _id: toUuid(randomUUID()) } }])).rejects.toThrow(GatewayError);
  const byId = { _id: stolen._id };
  expect(await own.write([{ filter: byId, update: { $set: { type: 'skip' } } }])).toEqual({ applied: 0 });
  expect(await own.remove({ $or: [foreign, { _id: stolen._id }] })).toBe(0);
  await expect(own.write([{ filter: byId, update: { $set: { type: 'skip' } }, upsert: true }])).rejects.toThrow();
  await expect(own.write([{ filter: foreign, update: { $set: { type: 'skip' } }, upsert: true }])).rejects.toThrow();
  expect(await native.collection('streaming_events').find(foreign).toArray()).toEqual(before);
});

test('refusals happen before anything is sent, also in the middle of a batch', async () => {
  const change = { filter: { eventId: '1' }, update: { $set: { type: 'skip' as const } } };
  const theft = { filter: {}, update: [{ $set: { organizationId: toUuid(theirs) } }] };
  await expect(own.write([change, theft])).rejects.toThrow(GatewayError);
  expect(await own.distinct('type', {})).toEqual(['play']);
  await expect(own.find({ $where: 'true' })).rejects.toThrow(GatewayError);
  await expect(own.find({}, { projection: { a: { $function: {} } } })).rejects.toThrow(GatewayError);
  await expect(own.aggregate([{ $out: 'stolen' }])).rejects.toThrow(GatewayError);
});

test('ids are stored as BSON UUIDs (binary subtype 4)', async () => {
  const [document] = await native.collection('streaming_events').find({}).toArray();
  for (const name of ['_id', 'organizationId']) {
    const value: unknown = document?.[name];
    expect(value).toBeInstanceOf(Binary);
    expect(value).toMatchObject({ sub_type: 4 });
  }
});

test('the server refuses a document that the definition does not allow, and one that is half right', async () => {
  const [known] = await own.find({ eventId: '1' });
  const broken = { ...known, _id: toUuid(randomUUID()), playtimeMs: -1 } as StreamingEventDocument;
  await expect(own.write([{ insert: broken }])).rejects.toMatchObject({ code: 121 });
  const update = { $set: { 'location.country': 'Germany' } };
  await expect(own.write([{ filter: { eventId: '1' }, update }])).rejects.toMatchObject({ code: 121 });
});

test('writers that meet in an upsert all take effect', async () => {
  const _id = toUuid(randomUUID());
  const [known] = await own.find({ eventId: '1' });
  if (!known) throw new Error('expected an event');
  const { _id: _, organizationId: __, playtimeMs: ___, ...rest } = known;
  const writers = Array.from({ length: 12 }, () =>
    own.write([{ filter: { _id }, update: { $setOnInsert: rest, $inc: { playtimeMs: 1 } }, upsert: true }]),
  );
  expect((await Promise.all(writers)).reduce((sum, { applied }) => sum + applied, 0)).toBe(12);
  expect(await own.find({ _id })).toMatchObject([{ playtimeMs: 12 }]);
});
