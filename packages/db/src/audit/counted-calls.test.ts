import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestDocuments } from '../testing/document-database.ts';
import { readApiUsage, recordApiUsage, type UsageCount } from './api-usage.ts';
import { listSystemEvents, recordSystemEvents } from './system-log.ts';

const { documents } = await openTestDocuments();
const { db } = documents;
const day = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-02T00:00:00Z') };

test('counts of a process replace its earlier ones, and those of several processes add up', async () => {
  const [organizationId, apiKeyId] = [randomUUID(), randomUUID()];
  const count = (writerId: string, hour: string, requests: number, outcome: string): UsageCount => ({
    apiKeyId,
    writerId,
    route: 'metrics.daily',
    hour: new Date(hour),
    requests,
    outcomes: { [outcome]: requests },
    durations: { le_250: requests },
    requestBytes: requests,
    responseBytes: 10 * requests,
  });
  const [one, two] = [randomUUID(), randomUUID()];
  await recordApiUsage(db, organizationId, [count(one, '2026-01-01T05:00:00Z', 3, 'ok')], day.from);
  await recordApiUsage(db, organizationId, [count(one, '2026-01-01T05:00:00Z', 5, 'ok')], day.from);
  await recordApiUsage(db, organizationId, [count(two, '2026-01-01T06:00:00Z', 2, 'rate_limited')], day.from);
  await recordApiUsage(db, organizationId, [count(two, '2026-01-02T00:00:00Z', 9, 'ok')], day.from);
  expect(await readApiUsage(db, organizationId, day)).toEqual([
    {
      apiKeyId,
      route: 'metrics.daily',
      requests: 7,
      outcomes: { ok: 5, rate_limited: 2 },
      durations: { le_250: 7 },
      requestBytes: 7,
      responseBytes: 70,
    },
  ]);
});

test('a system event that is recorded again stays as it is; the newest come first', async () => {
  const organizationId = randomUUID();
  const event = (eventId: string, hour: number, message: string) => ({
    eventId,
    kind: 'sync_job' as const,
    level: 'warning' as const,
    name: 'meta.sync',
    message,
    durationMs: 12.5,
    requestId: null,
    details: { pages: 3, resumed: false, cursor: null },
    timestamp: new Date(Date.UTC(2026, 0, 1, hour)),
  });
  expect(
    await recordSystemEvents(db, organizationId, [event('a', 1, 'first'), event('b', 2, 'second')], day.from),
  ).toBe(2);
  expect(await recordSystemEvents(db, organizationId, [event('a', 1, 'changed')], day.from)).toBe(0);
  const found = await listSystemEvents(db, organizationId, { ...day, kind: 'sync_job', limit: 10 });
  expect(found.map(({ message }) => message)).toEqual(['second', 'first']);
  expect(await listSystemEvents(db, organizationId, { ...day, kind: 'error', limit: 10 })).toEqual([]);
});
