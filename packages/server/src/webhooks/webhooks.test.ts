import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { webhookRetryPauses } from '@songtrackpro/contracts';
import { forgetEventBodies } from '@songtrackpro/db';
import { verifyWebhook } from '@songtrackpro/sdk';
import { expect, test, vi } from 'vitest';
import { errorOf } from '../../test/support.ts';
import { openListening, openWebhookServer } from '../../test/webhooks.ts';
import { Keyring } from '../core/keyring.ts';
import { deliverWebhook } from './index.ts';
import { rewrapSecrets } from './rewrap-secrets.ts';

const opened = await openWebhookServer();
const { organization, person, advance, deliver, clock, server } = opened;

test('an endpoint is sent what it selects, signed, and nothing else', async () => {
  const { client, receiver, secret, happen } = await openListening(opened, { eventTypes: ['campaign.resumed'] });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await happen();
  await happen();
  await deliver();
  expect(await receiver.events(secret, clock)).toMatchObject([
    { type: 'campaign.resumed', version: 1, data: { status: 'active', previousStatus: 'paused' } },
  ]);
  const { items } = await client.webhooks.listDeliveries();
  const [delivery] = items;
  expect(items).toHaveLength(1);
  expect(delivery).toMatchObject({
    status: 'delivered',
    attempts: 1,
    responseStatus: 204,
    cause: 'event',
    fault: null,
  });
  const detail = await client.webhooks.getDelivery({ id: delivery?.id ?? '' });
  expect(detail.requestBody).toBe(receiver.received[0]?.body);
  expect(detail.log).toMatchObject([{ responseStatus: 204, responseBody: '', fault: null }]);
  expect(receiver.received[0]?.headers).toMatchObject({
    'webhook-id': delivery?.eventId,
    'content-type': 'application/json',
  });
});

test('what a call that fails would have told is told to nobody', async () => {
  const { client, receiver, happen, deliveries } = await openListening(opened);
  const [campaign] = (await client.campaigns.list()).items;
  const stale = { id: campaign?.id ?? '', version: 1, status: 'paused' as const };
  expect(await errorOf(client.campaigns.changeStatus(stale))).toMatchObject({ code: 'stale_version' });
  expect(await deliveries()).toEqual([]);
  await happen();
  await deliver();
  expect(receiver.received).toHaveLength(1);
});

test('attempts go on for three days with growing pauses, each by another tenth, under one webhook-id', async () => {
  const { client, receiver, happen, deliveries } = await openListening(opened);
  receiver.answer(500);
  await happen();
  await deliver();
  const pauses: number[] = [];
  for (;;) {
    const [{ nextAttemptAt, status } = { nextAttemptAt: null, status: 'none' }] = await deliveries();
    if (nextAttemptAt === null) {
      expect(status).toBe('failed');
      break;
    }
    const seconds = (Date.parse(nextAttemptAt) - clock().getTime()) / 1000;
    pauses.push(seconds);
    advance({ seconds: seconds - 10 });
    if (seconds > 10) expect(await deliver()).toEqual({ tried: 0 });
    advance({ seconds: 10 });
    await deliver();
  }
  expect(pauses).toHaveLength(webhookRetryPauses.length);
  for (const [n, pause] of webhookRetryPauses.entries()) {
    expect(pauses[n]).toBeGreaterThan(pause * 0.9 - 3);
    expect(pauses[n]).toBeLessThan(pause * 1.1 + 3);
  }
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBeGreaterThan(8);
  const [given] = await deliveries();
  const { log } = await client.webhooks.getDelivery({ id: given?.id ?? '' });
  expect(log).toHaveLength(webhookRetryPauses.length + 1);
});

test('an endpoint at which nothing arrives for three days is disabled, and who may mend it is told', async () => {
  const listening = await openListening(opened);
  const { own, client, receiver, id, happen, deliveries } = listening;
  const { client: owner } = await person({ organization: own, role: 'owner' });
  receiver.answer(503);
  await happen();
  const isOpen = async () => (await deliveries()).some(({ status }) => status === 'pending');
  while (await isOpen()) {
    await deliver();
    advance({ hours: 12 });
  }
  const { items } = await owner.notifications.list();
  expect(items).toMatchObject([{ kind: 'webhook_disabled', payload: { endpointId: id, reason: 'failing' } }]);
  const disabled = await client.webhooks.get({ id });
  expect(disabled).toMatchObject({ enabled: false, disabledReason: 'failing' });
  await happen();
  expect(await deliveries()).toHaveLength(1);
  receiver.answer(204);
  const enabled = await client.webhooks.update({ id, version: disabled.version, enabled: true });
  expect(enabled).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
});

test('a receiver that takes one event in between stays enabled', async () => {
  const { client, receiver, id, happen, deliveries } = await openListening(opened);
  receiver.answer(500);
  await happen();
  await deliver();
  expect((await client.webhooks.get({ id })).failingSince).not.toBeNull();
  receiver.answer(200);
  await happen();
  await deliver();
  receiver.answer(500);
  while ((await deliveries()).some(({ status }) => status === 'pending')) {
    await deliver();
    advance({ hours: 12 });
  }
  expect((await deliveries()).map(({ status }) => status)).toEqual(['delivered', 'failed']);
  expect(await client.webhooks.get({ id })).toMatchObject({ enabled: true });
});

test('a receiver that answers 410 is sent nothing more', async () => {
  const { client, receiver, id, happen, deliveries } = await openListening(opened);
  await happen();
  await happen();
  receiver.answer(410);
  await deliver();
  advance({ days: 1 });
  await deliver();
  expect(await client.webhooks.get({ id })).toMatchObject({ enabled: false, disabledReason: 'gone' });
  const faults = (await deliveries()).map(({ status, fault }) => [status, fault]);
  expect(faults).toContainEqual(['failed', 'gone']);
  expect(faults.every(([status]) => status === 'failed')).toBe(true);
});

test('while a secret is replaced deliveries carry signatures of both, and then of the new one alone', async () => {
  const { client, receiver, id, secret: old, happen } = await openListening(opened);
  const { secret, previousSecretUntil } = await client.webhooks.rotateSecret({ id, overlapHours: 2 });
  expect(previousSecretUntil).not.toBeNull();
  await happen();
  await deliver();
  expect(await receiver.events(old, clock)).toEqual(await receiver.events(secret ?? '', clock));
  advance({ hours: 3 });
  await happen();
  await deliver();
  const [, second] = receiver.received;
  if (!second) throw new Error('nothing came');
  const now = () => clock().getTime();
  await verifyWebhook(second, secret ?? '', { now });
  expect(await errorOf(verifyWebhook(second, old, { now }))).toMatchObject({ reason: 'signature' });
  expect((await client.webhooks.get({ id })).previousSecretUntil).toBeNull();
});

test('a delivery is sent again under the same webhook-id, and a range sends what was missed', async () => {
  const { client, receiver, id, happen, deliveries } = await openListening(opened);
  const from = clock().toISOString();
  await happen();
  await deliver();
  const [first] = await deliveries();
  const again = await client.webhooks.redeliver({ id: first?.id ?? '' });
  expect(again).toMatchObject({ eventId: first?.eventId, cause: 'replay', status: 'pending' });
  await deliver();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([first?.eventId, first?.eventId]);
  const { version } = await client.webhooks.update({ id, version: 1, enabled: false });
  await happen();
  await happen();
  const range = { id, from, to: new Date(clock().getTime() + 60_000).toISOString() };
  expect(await errorOf(client.webhooks.replay(range))).toMatchObject({ code: 'conflict' });
  await client.webhooks.update({ id, version, enabled: true });
  expect(await client.webhooks.replay(range)).toEqual({ deliveries: 2, nextFrom: null });
  expect(await client.webhooks.replay(range)).toEqual({ deliveries: 0, nextFrom: null });
  await deliver();
  expect(receiver.received).toHaveLength(4);
  expect(await client.webhooks.replay({ ...range, onlyMissed: false })).toMatchObject({ deliveries: 3 });
  const some = await client.webhooks.listDeliveries({ status: 'pending', endpointId: id, limit: 2 });
  expect([some.items.length, some.nextCursor === null]).toEqual([2, false]);
});

test('a process that is killed in an attempt is followed by one that delivers under the same webhook-id', async () => {
  const { own, client, receiver, happen, deliveries } = await openListening(opened);
  await happen();
  const [{ id, eventId } = { id: '', eventId: '' }] = await deliveries();
  receiver.answer(() => undefined);
  const due = { organizationId: own.id, id };
  const settings = { stores: opened.stores, aheadMs: opened.aheadMs(), due };
  const program = new URL('../../test/webhook-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, JSON.stringify(settings)], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  await vi.waitUntil(() => receiver.received.length === 1, { timeout: 60_000, interval: 20 });
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
  receiver.answer(204);
  await deliver();
  expect(receiver.received).toHaveLength(1);
  advance({ seconds: 61 });
  await deliver();
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([eventId, eventId]);
  expect(await client.webhooks.getDelivery({ id })).toMatchObject({ status: 'delivered', attempts: 2 });
}, 90_000);

test('a test event is sent once, whatever is selected, and its answer can be read', async () => {
  const { client, receiver, id, secret } = await openListening(opened, { eventTypes: ['goal.reached'] });
  receiver.answer((response) => response.writeHead(500).end('not now'));
  const { id: deliveryId } = await client.webhooks.sendTest({ id });
  await deliver();
  expect(await receiver.events(secret, clock)).toMatchObject([{ type: 'webhook.test', data: { endpointId: id } }]);
  expect(await client.webhooks.getDelivery({ id: deliveryId })).toMatchObject({
    cause: 'test',
    status: 'failed',
    log: [{ responseStatus: 500, responseBody: 'not now', fault: 'refused' }],
  });
  expect((await client.webhooks.get({ id })).failingSince).toBeNull();
});

test('an organization has 20 endpoints, and a secret is shown once and in no store', async () => {
  const { client, id } = await organization();
  const url = 'https://example.com/hook';
  const first = await client.webhooks.create({ url }, { idempotencyKey: 'a' });
  expect(await client.webhooks.create({ url }, { idempotencyKey: 'a' })).toMatchObject({ id: first.id, secret: null });
  for (let n = 1; n < 20; n += 1) await client.webhooks.create({ url });
  expect(await errorOf(client.webhooks.create({ url }))).toMatchObject({ code: 'conflict' });
  const stored = await server.services.postgres.app.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${id}, true)`;
    return tx`select convert_from(secret, 'utf8') as secret from webhook_endpoints
      union all select answer::text from idempotency_answers`;
  });
  expect(JSON.stringify(stored)).not.toContain(first.secret?.slice(6));
  expect(JSON.stringify(await client.webhooks.list())).not.toContain('whsec_');
});

test('a deleted endpoint is gone with its deliveries', async () => {
  const { client, receiver, id, happen } = await openListening(opened);
  await happen();
  await client.webhooks.delete({ id });
  await deliver();
  expect([receiver.received, (await client.webhooks.listDeliveries()).items]).toEqual([[], []]);
  expect(await errorOf(client.webhooks.get({ id }))).toMatchObject({ code: 'not_found' });
});

test('a stream tells of events as they happen, and goes on behind the one that was seen last', async () => {
  const { client, happen, deliveries } = await openListening(opened);
  await happen();
  const [seen] = await deliveries();
  await happen();
  const events = client.webhooks.watch({ after: seen?.eventId ?? '' });
  expect((await events.next()).value).toEqual({ event: null });
  expect((await events.next()).value).toMatchObject({ event: { type: 'campaign.resumed' } });
  const next = events.next();
  await happen();
  expect((await next).value).toMatchObject({ event: { type: 'campaign.paused' } });
  await events.return();
});

test('nothing is sent for a suspended organization, until it is open again', async () => {
  const { own, receiver, happen } = await openListening(opened);
  await happen();
  const suspend = (at: Date | null) =>
    server.services.postgres.app.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${own.id}, true)`;
      await tx`update organizations set suspended_at = ${at?.toISOString() ?? null},
        suspension_reason = ${at && 'Asked'} where id = ${own.id}`;
    });
  await suspend(clock());
  await deliver();
  expect(receiver.received).toEqual([]);
  await suspend(null);
  advance({ hours: 2 });
  await deliver();
  expect(receiver.received).toHaveLength(1);
});

test('what is over is said no more after 90 days, and that it was said is kept', async () => {
  const { client, id, happen, deliveries } = await openListening(opened);
  await happen();
  await deliver();
  const [said] = await deliveries();
  await forgetEventBodies(server.services.postgres, new Date(clock().getTime() + 1000));
  const kept = await client.webhooks.getDelivery({ id: said?.id ?? '' });
  expect(kept).toMatchObject({ status: 'delivered', requestBody: null });
  expect(await errorOf(client.webhooks.redeliver({ id: kept.id }))).toMatchObject({ code: 'conflict' });
  const range = { id, from: '2020-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z', onlyMissed: false };
  expect(await client.webhooks.replay(range)).toEqual({ deliveries: 0, nextFrom: null });
});

test('secrets are sealed anew with another key, and sign as before', async () => {
  const { own, client, receiver, id, secret, happen } = await openListening(opened);
  await client.webhooks.rotateSecret({ id });
  const { postgres, keyring } = server.services;
  const both = new Keyring(`next:${Buffer.alloc(32, 7).toString('base64')},${opened.stores.tokenKeys}`);
  expect(await rewrapSecrets(postgres, both)).toMatchObject({ unreadable: [] });
  expect(await rewrapSecrets(postgres, both)).toEqual({ resealed: 0, unreadable: [] });
  await happen();
  const [delivery] = (await client.webhooks.listDeliveries()).items;
  const due = { organizationId: own.id, id: delivery?.id ?? '' };
  await deliverWebhook({ ...server.services, keyring: both }, due);
  expect(await receiver.events(secret, clock)).toHaveLength(1);
  expect(await rewrapSecrets(postgres, keyring)).toMatchObject({
    unreadable: expect.arrayContaining([expect.objectContaining({ id })]),
  });
});
