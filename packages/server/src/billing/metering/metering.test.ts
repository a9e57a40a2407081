import { expect, test } from 'vitest';
import { openBillingServer } from '../../../test/billing.ts';
import { meterUsage } from '../index.ts';

const start = new Date('2026-02-10T10:20:00Z');
const { server, organization, stripe, sdk, subscribe } = await openBillingServer({ now: () => start });

test('what is used is counted by hour, once however often it was sent, and reported once however often that is begun', async () => {
  const made = await organization();
  await subscribe(made);
  const { client, id } = made;
  const artist = await client.artists.create({ name: 'Anna' });
  const { id: trackId } = await client.tracks.create({ artistId: artist.id, title: 'Song' });
  const at = () => stripe.clock.now().toISOString();
  const event = (eventId: string) => ({ eventId, type: 'play' as const, trackId, timestamp: at() });
  const first = [event('a'), event('b'), event('c')];
  await client.events.ingest({ events: first });
  await client.events.ingest({ events: first });
  // A call that died after it had stored its events, and before it could count them.
  const { app, worker } = server.services.postgres;
  await app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    await tx`update usage_counters set count = 0 where meter = 'events'`;
  });
  await stripe.advance({ hours: 1 });
  await client.events.ingest({ events: [event('d')] });
  await server.services.usage.flush();
  await stripe.advance({ hours: 1 });
  const [row] = await worker`select stripe_customer_id as customer from subscriptions where organization_id = ${id}`;
  const customer = String(row?.customer);
  const known = async (name: string) => {
    const meter = (await sdk.billing.meters.list()).data.find(({ event_name }) => event_name === name);
    const now = Math.floor(stripe.clock.now().getTime() / 3_600_000) * 3600;
    const range = { customer, start_time: now - 86_400, end_time: now + 3600 };
    return (await sdk.billing.meters.listEventSummaries(meter?.id ?? '', range)).data[0]?.aggregated_value;
  };
  stripe.fail({ fault: { kind: 'lost' }, on: /meter_events/, times: 3 });
  await meterUsage(server.services);
  await meterUsage(server.services);
  await meterUsage(server.services);
  expect(await known('songtrackpro_events')).toBe(4);
  const usage = await client.billing.getUsage();
  expect(usage.metered.find(({ meter }) => meter === 'events')).toEqual({ meter: 'events', quantity: 4 });
  const calls = usage.metered.find(({ meter }) => meter === 'api_requests')?.quantity ?? 0;
  expect(calls).toBeGreaterThanOrEqual(6);
  expect(await known('songtrackpro_api_requests')).toBe(calls);
  expect(usage.items.find(({ resource }) => resource === 'eventsPerMonth')?.used).toBe(4);
  expect([usage.periodStart, usage.periodEnd]).toEqual(['2026-02-10T10:20:00.000Z', '2026-02-24T10:20:00.000Z']);
});

test('an organization that becomes a customer after months has only reported what Stripe still takes', async () => {
  const made = await organization();
  const hour = (daysAgo: number) => new Date(stripe.clock.now().getTime() - daysAgo * 86_400_000).toISOString();
  const { app } = server.services.postgres;
  await app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${made.id}, true)`;
    for (const daysAgo of [90, 40, 3])
      await tx`insert into metered_hours (organization_id, meter, hour, quantity)
        values (${made.id}, 'events', date_trunc('hour', ${hour(daysAgo)}::timestamptz), ${daysAgo})`;
  });
  await subscribe(made);
  await meterUsage(server.services);
  const read = () =>
    app.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${made.id}, true)`;
      return tx<{ quantity: string; reported: string }[]>`
      select quantity, reported from metered_hours where meter = 'events' order by hour`;
    });
  expect((await read()).map(({ quantity, reported }) => [quantity, reported])).toEqual([
    ['90', '0'],
    ['40', '0'],
    ['3', '3'],
  ]);
});

test('what an organization uses that pays nothing is counted and shown as well, and what a call could not count is made up for', async () => {
  const { client, id } = await organization();
  const artist = await client.artists.create({ name: 'Anna' });
  const { id: trackId } = await client.tracks.create({ artistId: artist.id, title: 'Song' });
  const timestamp = stripe.clock.now().toISOString();
  await client.events.ingest({ events: [{ eventId: 'a', type: 'play', trackId, timestamp }] });
  const { app } = server.services.postgres;
  await app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    await tx`update usage_counters set count = 0 where meter = 'events'`;
  });
  await server.services.usage.flush();
  await stripe.advance({ hours: 1 });
  await meterUsage(server.services);
  const { metered, items } = await client.billing.getUsage();
  expect(metered.find(({ meter }) => meter === 'events')).toEqual({ meter: 'events', quantity: 1 });
  expect(metered.find(({ meter }) => meter === 'api_requests')?.quantity).toBeGreaterThanOrEqual(3);
  expect(items.find(({ resource }) => resource === 'eventsPerMonth')?.used).toBe(1);
});
