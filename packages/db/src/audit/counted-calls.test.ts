import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Page } from '../core/page.ts';
import { openTestDocuments } from '../testing/document-database.ts';
import { recordApiUsage, type UsageCount } from './api-usage.ts';
import { readApiUsage, type UsageGrouping, type UsageTotals } from './read-api-usage.ts';
import { listSystemEvents, recordSystemEvents } from './system-log.ts';

const { documents } = await openTestDocuments();
const { db } = documents;
const day = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-02T00:00:00Z') };

const count = (parts: Partial<UsageCount> & Pick<UsageCount, 'writerId' | 'requests'>): UsageCount => ({
  apiKeyId: null,
  route: 'metrics.daily',
  minute: new Date('2026-01-01T05:00:00Z'),
  outcomes: { ok: parts.requests },
  durations: { le_250: parts.requests },
  requestBytes: parts.requests,
  responseBytes: 10 * parts.requests,
  ...parts,
});
const page = { limit: 10, after: null };

test('counts of a process replace its earlier ones, and those of several processes add up', async () => {
  const [organizationId, apiKeyId] = [randomUUID(), randomUUID()];
  const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
  const record = (counted: UsageCount) => recordApiUsage(db, organizationId, [counted], day.from);
  await record(count({ apiKeyId, writerId: one, requests: 3 }));
  await record(count({ apiKeyId, writerId: one, requests: 5 }));
  const later = new Date('2026-01-01T06:00:00Z');
  await record(count({ apiKeyId, writerId: two, minute: later, requests: 2, outcomes: { rate_limited: 2 } }));
  await record(count({ apiKeyId, writerId: three, minute: day.to, requests: 9 }));
  const totals = {
    requests: 7,
    outcomes: { ok: 5, rate_limited: 2 },
    durations: { le_250: 7 },
    requestBytes: 7,
    responseBytes: 70,
  };
  const read = (groupBy: UsageGrouping) => readApiUsage(db, organizationId, { ...day, ...page, groupBy });
  expect(await read('procedure')).toEqual({ items: [{ group: 'metrics.daily', ...totals }], next: null });
  expect(await read('apiKey')).toEqual({ items: [{ group: apiKeyId, ...totals }], next: null });
  expect(await read('day')).toEqual({ items: [{ group: '2026-01-01', ...totals }], next: null });
});

test('groups of calls are paged, those of people first, and filtered by key and procedure', async () => {
  const organizationId = randomUUID();
  const keys = [null, randomUUID(), randomUUID(), randomUUID()];
  const counts = keys.flatMap((apiKeyId) =>
    ['artists.list', 'tracks.list'].map((route) => count({ apiKeyId, writerId: randomUUID(), route, requests: 1 })),
  );
  await recordApiUsage(db, organizationId, counts, day.from);
  const seen: (string | null)[] = [];
  let after: string | null = null;
  do {
    const query = { ...day, groupBy: 'apiKey' as const, limit: 1, after };
    const found: Page<UsageTotals> = await readApiUsage(db, organizationId, query);
    seen.push(...found.items.map(({ group }) => group));
    after = found.next;
  } while (after !== null);
  expect(seen).toEqual([null, ...keys.filter((key) => key !== null).sort()]);
  const query = { ...day, ...page, groupBy: 'procedure' as const };
  const ofKey = await readApiUsage(db, organizationId, { ...query, apiKeyId: keys[1] ?? '' });
  expect(ofKey.items.map(({ group, requests }) => [group, requests])).toEqual([
    ['artists.list', 1],
    ['tracks.list', 1],
  ]);
  const ofRoute = await readApiUsage(db, organizationId, { ...query, route: 'artists.list' });
  expect(ofRoute.items.map(({ group, requests }) => [group, requests])).toEqual([['artists.list', 4]]);
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
  const page = { ...day, limit: 10, after: null };
  const { items } = await listSystemEvents(db, organizationId, { ...page, kind: 'sync_job' });
  expect(items.map(({ message }) => message)).toEqual(['second', 'first']);
  expect((await listSystemEvents(db, organizationId, { ...page, kind: 'error' })).items).toEqual([]);
});
