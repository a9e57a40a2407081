import { createServer } from 'node:http';
import Stripe from 'stripe';
import { afterAll, expect, test } from 'vitest';
import { addCard, openStripe, start, subscribe } from './open-stripe.ts';

interface Receiver {
  url: string;
  secret: string;
  /** What was taken, after the SDK had verified it. */
  events: Stripe.Event[];
  /** What the next answers are; 200 after these. */
  answers: number[];
}

/** An endpoint that verifies each event by the SDK. */
async function openReceiver(secret = 'whsec_receiver'): Promise<Receiver> {
  const receiver: Receiver = { url: '', secret, events: [], answers: [] };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const status = receiver.answers.shift() ?? 200;
    const signature = String(request.headers['stripe-signature']);
    const body = Buffer.concat(chunks);
    const event = new Stripe('sk_test_x').webhooks.constructEvent(
      body,
      signature,
      secret,
      300,
      undefined,
      start.getTime(),
    );
    if (status === 200) receiver.events.push(event);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  receiver.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/webhooks`;
  return receiver;
}

const idsOf = ({ events }: Receiver) => events.map(({ id }) => id);

test('every event arrives once, in its order, and signed so that the SDK takes it', async () => {
  const [open, receiver] = [await openStripe(), await openReceiver()];
  open.fake.deliverTo(receiver.url, receiver.secret);
  await subscribe(open);
  await open.fake.webhooks.settled();
  const sent = [...open.fake.state.events.values()].slice(-receiver.events.length);
  expect(idsOf(receiver)).toEqual(sent.map(({ id }) => id));
  expect(receiver.events.map(({ type }) => type)).toContain('customer.subscription.created');
  expect(receiver.events[0]).toMatchObject({ api_version: '2026-10-28.endive', livemode: false });
  expect(receiver.events.at(-1)?.data.previous_attributes).toEqual({ status: 'incomplete' });
  expect((await open.stripe.events.list({ delivery_success: false })).data).toEqual([]);
});

test('an endpoint gets the types that it asked for, by the secret that it was given', async () => {
  const open = await openStripe();
  const created = await openReceiver('to be replaced');
  const endpoint = await open.stripe.webhookEndpoints.create({
    url: created.url,
    enabled_events: ['customer.created'],
  });
  const receiver = await openReceiver(endpoint.secret);
  await open.stripe.webhookEndpoints.update(endpoint.id, { url: receiver.url });
  await open.stripe.products.create({ name: 'Not asked for' });
  await open.stripe.customers.create();
  await open.fake.webhooks.settled();
  expect(receiver.events.map(({ type }) => type)).toEqual(['customer.created']);
  open.fake.webhooks.setSecrets(endpoint.id, ['whsec_new', receiver.secret]);
  await open.stripe.customers.create();
  await open.fake.webhooks.settled();
  expect(receiver.events).toHaveLength(2);
});

test('events are held, and flushed in another order that a seed decides', async () => {
  const [open, receiver] = [await openStripe(), await openReceiver()];
  open.fake.deliverTo(receiver.url, receiver.secret);
  open.fake.webhooks.hold();
  await subscribe(open);
  expect(receiver.events).toEqual([]);
  await open.fake.webhooks.flush({ order: 'shuffled', seed: 7 });
  const sent = [...open.fake.state.events.keys()].slice(-receiver.events.length);
  expect(idsOf(receiver)).not.toEqual(sent);
  expect(idsOf(receiver).toSorted()).toEqual(sent.toSorted());
});

test('an event is doubled, late or lost where that was planned, and a lost one is found undelivered', async () => {
  const [open, receiver] = [await openStripe(), await openReceiver()];
  open.fake.deliverTo(receiver.url, receiver.secret);
  const { webhooks } = open.fake;
  webhooks.plan({ mishap: { kind: 'double' }, on: /^invoice\.paid$/ });
  webhooks.plan({ mishap: { kind: 'drop' }, on: /^charge\.succeeded$/ });
  webhooks.plan({ mishap: { kind: 'late', by: 3 }, on: /^customer\.subscription\.created$/ });
  await subscribe(open);
  await webhooks.settled();
  const types = receiver.events.map(({ type }) => type);
  expect(types.filter((type) => type === 'invoice.paid')).toHaveLength(2);
  expect(types).not.toContain('charge.succeeded');
  expect(types.indexOf('customer.subscription.created')).toBeGreaterThan(types.indexOf('invoice.finalized'));
  const undelivered = (await open.stripe.events.list({ delivery_success: false })).data;
  expect(undelivered.map(({ type }) => type)).toEqual(['charge.succeeded']);
  await webhooks.resend(undelivered[0]?.id ?? '');
  expect(receiver.events.at(-1)?.id).toBe(undelivered[0]?.id);
  expect((await open.stripe.events.list({ delivery_success: false })).data).toEqual([]);
});

test('an event is delayed by the clock where that was planned, and arrives after younger ones', async () => {
  const [open, receiver] = [await openStripe(), await openReceiver()];
  open.fake.deliverTo(receiver.url, receiver.secret, ['customer.created']);
  open.fake.webhooks.plan({ mishap: { kind: 'delayed', minutes: 90 }, on: /^customer\.created$/ });
  const first = await open.stripe.customers.create();
  const second = await open.stripe.customers.create();
  await open.fake.advance({ minutes: 89 });
  expect(receiver.events.map(({ data }) => data.object)).toMatchObject([{ id: second.id }]);
  await open.fake.advance({ minutes: 1 });
  expect(receiver.events.map(({ data }) => data.object)).toMatchObject([{ id: second.id }, { id: first.id }]);
});

test('an event that wasn’t taken is sent again, later each time', async () => {
  const [open, receiver] = [await openStripe(), await openReceiver()];
  open.fake.deliverTo(receiver.url, receiver.secret, ['customer.created']);
  receiver.answers = [500, 503];
  const { id } = await open.stripe.customers.create();
  await open.fake.webhooks.settled();
  expect(receiver.events).toEqual([]);
  await open.fake.advance({ minutes: 5 });
  expect(open.fake.webhooks.deliveries.map(({ status }) => status)).toEqual([500, 503]);
  await open.fake.advance({ minutes: 30 });
  expect(receiver.events[0]?.data.object).toMatchObject({ id });
});

test('an event of a type that nobody knows is sent like any other', async () => {
  const [open, receiver] = [await openStripe(), await openReceiver()];
  open.fake.deliverTo(receiver.url, receiver.secret);
  open.fake.tell('customer.something_new', { object: 'something_new', id: 'new_1' });
  await open.fake.webhooks.settled();
  expect(receiver.events.map(({ type }) => type as string)).toEqual(['customer.something_new']);
});

test('events of more than thirty days ago are no longer listed', async () => {
  const open = await openStripe();
  await addCard(open);
  expect((await open.stripe.events.list({ type: 'customer.created' })).data).toHaveLength(1);
  await open.fake.advance({ days: 31 });
  expect((await open.stripe.events.list({ type: 'customer.*' })).data).toEqual([]);
});
