import { afterEach, expect, test, vi } from 'vitest';
import { accountIds, openConnectionServer } from '../../../test/connections.ts';
import { deliverAfter, openDelivering } from '../../../test/delivering.ts';
import { syncDependencies } from '../sync-dependencies.ts';
import { syncAdAccount } from './index.ts';

vi.setConfig({ testTimeout: 120_000 });

const opened = await openConnectionServer();
const { server, meta, clock } = opened;
afterEach(() => meta.faults.clear());
const act = `act_${accountIds[0]}`;

/** An account that delivered for two days only: what is fetched of numbers is not what these tests are about. */
function sync(organizationId: string, adAccountId: string) {
  meta.ads.delivery.firstDay = new Date(clock.now().getTime() - 2 * 86_400_000).toISOString().slice(0, 10);
  const dependencies = syncDependencies(server.services);
  if (!dependencies) throw new Error('no app of Meta');
  return syncAdAccount(server.services, dependencies, { organizationId, adAccountId });
}

const addAudience = (id: string, name: string, people: number) =>
  meta.ads.audiences.set(id, {
    id,
    account: act,
    name,
    people: new Set(Array.from({ length: people }, (_, n) => `${n}`)),
    sessions: new Map(),
    changedAt: new Date(clock.now().getTime() - 86_400_000),
  });

test('custom audiences of the account come with the bounds that Meta gives, their source and the day', async () => {
  const { own, client, id: list, adAccountId } = await openDelivering(opened, 0);
  addAudience('23850000000000001', 'Bought a ticket', 1000);
  expect(await sync(own.id, adAccountId)).toBe('done');
  const [audience] = (await client.audiences.list({ kind: 'meta' })).items;
  expect(audience).toMatchObject({
    name: 'Bought a ticket',
    externalId: '23850000000000001',
    adAccountId,
    size: { lower: 600, upper: 800, source: 'meta' },
  });
  expect(audience?.size?.asOf).toBe(audience?.syncedAt);
  expect((await client.audiences.get({ id: list })).size).toMatchObject({ source: 'list' });
  // It was deleted here, so it doesn't come back; another name and size at Meta come with the next sync.
  await client.audiences.delete({ id: audience?.id ?? '' });
  addAudience('23850000000000002', 'Came to a show', 10);
  clock.advance({ hours: 5 });
  await sync(own.id, adAccountId);
  expect((await client.audiences.list({ kind: 'meta' })).items.map(({ name }) => name)).toEqual(['Came to a show']);
  addAudience('23850000000000002', 'Came to two shows', 2000);
  clock.advance({ hours: 5 });
  await sync(own.id, adAccountId);
  expect((await client.audiences.list({ kind: 'meta' })).items).toMatchObject([
    { name: 'Came to two shows', version: 1, size: { lower: 1200, upper: 1600 } },
  ]);
  meta.ads.audiences.clear();
});

test('the size of a list that was sent is Meta’s as soon as Meta has counted', async () => {
  const { own, client, id, adAccountId, publish } = await openDelivering(opened, 50);
  await publish();
  await deliverAfter(opened, 0);
  expect(await client.audiences.get({ id })).toMatchObject({ name: 'Newsletter', size: { source: 'list', upper: 50 } });
  clock.advance({ hours: 5 });
  await sync(own.id, adAccountId);
  expect(await client.audiences.get({ id })).toMatchObject({
    name: 'Newsletter',
    kind: 'list',
    size: { lower: 30, upper: 40, source: 'meta' },
  });
  expect((await client.audiences.list({ kind: 'meta' })).items).toEqual([]);
});

test('audiences that may not be read leave the numbers as they are', async () => {
  const { own, client, adAccountId } = await openDelivering(opened, 0);
  const refusal = { error: { code: 200, message: 'Permissions error' } };
  meta.fail({ fault: { kind: 'answer', status: 403, body: refusal }, on: /customaudiences/ });
  expect(await sync(own.id, adAccountId)).toBe('done');
  expect((await client.audiences.list({ kind: 'meta' })).items).toEqual([]);
});
