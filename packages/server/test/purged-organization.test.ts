import { randomUUID } from 'node:crypto';
import { listSystemEvents, listUnsweptOrganizations, recordSystemEvents } from '@songtrackpro/db';
import { expect, test } from 'vitest';
import { purgeAfter } from '../src/jobs/purge-deleted.ts';
import { deleteByOperator } from '../src/organizations/lifecycle/delete-by-operator.ts';
import { openOwnDatabase } from './own-database.ts';
import { openTestServer } from './support.ts';

const stores = await openOwnDatabase();
const { server, organization } = await openTestServer({ stores, worker: false });

const minute = 60_000;

/** The nightly purge, so many minutes from now, of what was deleted a moment before. */
async function purgeIn(minutes: number): Promise<void> {
  const clock = () => new Date(Date.now() + minutes * minute);
  const job = { id: randomUUID(), signal: new AbortController().signal };
  await purgeAfter(0).run({ ...server.services, clock }, null, job);
}

async function eventsOf(organizationId: string): Promise<number> {
  const range = { from: new Date('2020-01-01'), to: new Date('2040-01-01') };
  const found = await listSystemEvents(server.services.documents.db, organizationId, {
    kind: 'performance',
    limit: 10,
    after: null,
    ...range,
  });
  return found.items.length;
}

/** What a process had still in memory when the organization went. */
async function writeLate(organizationId: string): Promise<void> {
  const event = { kind: 'performance', level: 'warning', name: 'late', message: null, durationMs: 1 } as const;
  const now = new Date();
  const late = { ...event, eventId: randomUUID(), requestId: null, details: {}, timestamp: now };
  await recordSystemEvents(server.services.documents.db, organizationId, [late], now);
}

test('a document that comes after its organization went is erased by a later night', async () => {
  const { id, client } = await organization();
  await client.artists.create({ name: 'A' });
  expect(await deleteByOperator(stores, id, { now: false, at: new Date() })).toMatchObject({
    id,
    erasedDocuments: null,
  });
  await purgeIn(1);
  expect(await deleteByOperator(stores, id, { now: true, at: new Date() })).toBeNull();
  await writeLate(id);
  // What was on its way may still come: too early to be the last time.
  await purgeIn(30);
  expect(await eventsOf(id)).toBe(1);
  await purgeIn(120);
  expect(await eventsOf(id)).toBe(0);
  const later = new Date(Date.now() + 240 * minute);
  expect(await listUnsweptOrganizations(server.services.postgres, later)).not.toContain(id);
});

test('the operator removes what its owner has deleted already, and an unknown slug is nobody’s', async () => {
  const { id, client } = await organization();
  const { slug } = (await client.organizations.me()).organization;
  await deleteByOperator(stores, slug, { now: false, at: new Date() });
  expect(await deleteByOperator(stores, slug, { now: true, at: new Date() })).toMatchObject({ id, isDeleted: true });
  expect(await deleteByOperator(stores, slug, { now: true, at: new Date() })).toBeNull();
});
