import { formatMetric, hasCode, type MetricId, SongTrackProError } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { answerData, answerFault, faultOf, openRawServer } from './raw-server.ts';

test('values and fields that this version does not know reach the caller as they are', async () => {
  const campaign = { id: 'c', status: 'hibernating', mood: { score: 3 } };
  const { client } = await openRawServer((_, answer) => answerData(answer, campaign));
  expect(await client().campaigns.get({ id: 'c' })).toEqual(campaign);
});

test('a code that this version does not know is an error of its status’ class, and one of no known status is one too', async () => {
  const { client } = await openRawServer((_, answer, count) =>
    answerFault(answer, { code: 'moon_phase', httpStatus: count === 1 ? 409 : 418, details: { phase: 'full' } }),
  );
  const known = await faultOf(client().organizations.me());
  expect(known).toMatchObject({ name: 'ConflictError', code: 'moon_phase', details: { phase: 'full' } });
  expect(hasCode(known, 'not_found')).toBe(false);
  const unknown = await faultOf(client().organizations.me());
  expect(unknown).toBeInstanceOf(SongTrackProError);
  expect(unknown).toMatchObject({ name: 'SongTrackProError', status: 418 });
});

test('events of other names are passed over in a stream', async () => {
  const { client } = await openRawServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    answer.end('event: weather\ndata: not json\n\ndata: {"unread":1}\n\nevent: end\ndata: {}\n\n');
  });
  const events = [];
  for await (const event of client().notifications.watch()) events.push(event);
  expect(events).toEqual([{ unread: 1 }]);
});

test('a metric that this version does not know is shown as it came', () => {
  // As a newer server answers it, past the types of this version.
  const [id] = JSON.parse('["auraPoints"]') as MetricId[];
  expect(formatMetric(id ?? 'spend', { value: '12.5', reason: null }, null)).toBe('12.5');
});
