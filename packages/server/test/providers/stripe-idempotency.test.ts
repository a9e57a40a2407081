import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { day, openStripe, refusalOf, sdkFor } from './open-stripe.ts';

test('a repeated key answers what was answered first, and makes nothing more', async () => {
  const { stripe } = await openStripe();
  const idempotencyKey = `customer:${randomUUID()}`;
  const create = () => stripe.customers.create({ name: 'A label' }, { idempotencyKey });
  const [first, again] = [await create(), await create()];
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect((await stripe.customers.list()).data).toHaveLength(2);
});

test('a key with other parameters is refused', async () => {
  const { stripe } = await openStripe();
  const idempotencyKey = `customer:${randomUUID()}`;
  await stripe.customers.create({ name: 'A label' }, { idempotencyKey });
  const refusal = await refusalOf(stripe.customers.create({ name: 'Another' }, { idempotencyKey }));
  expect(refusal).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
});

test('ten calls at once under one key make one customer', async () => {
  const { stripe } = await openStripe();
  const idempotencyKey = `customer:${randomUUID()}`;
  const calls = Array.from({ length: 10 }, () => stripe.customers.create({ name: 'A label' }, { idempotencyKey }));
  const ids = (await Promise.allSettled(calls)).flatMap((call) => (call.status === 'fulfilled' ? [call.value.id] : []));
  expect(new Set(ids).size).toBe(1);
  expect((await stripe.customers.list()).data).toHaveLength(2);
});

test('what was refused for its parameters may be mended under the same key; a declined card may not', async () => {
  const { stripe, customer, starter } = await openStripe();
  const options = { idempotencyKey: randomUUID() };
  const items = [{ price: 'price_none' }];
  await refusalOf(stripe.subscriptions.create({ customer: customer.id, items }, options));
  const card = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id });
  const mended = stripe.subscriptions.create(
    { customer: customer.id, items: [{ price: starter.id }], default_payment_method: card.id },
    options,
  );
  const { latest_invoice } = await mended;
  const pay = { idempotencyKey: randomUUID() };
  await refusalOf(stripe.invoices.pay(String(latest_invoice), {}, pay));
  const again = await refusalOf(stripe.invoices.pay(String(latest_invoice), {}, pay));
  expect(again.code).toBe('card_declined');
  expect((await stripe.invoices.retrieve(String(latest_invoice))).attempt_count).toBe(2);
});

test('a key is forgotten after a day', async () => {
  const { fake, stripe } = await openStripe();
  const idempotencyKey = randomUUID();
  const first = await stripe.customers.create({ name: 'A label' }, { idempotencyKey });
  await fake.advance({ seconds: day + 1 });
  expect((await stripe.customers.create({ name: 'A label' }, { idempotencyKey })).id).not.toBe(first.id);
});

test('an answer that is lost on its way is asked for again by the SDK, and nothing is made twice', async () => {
  const { fake } = await openStripe();
  fake.fail({ fault: { kind: 'lost' }, on: /POST \/v1\/customers/ });
  const made = await sdkFor(fake, 2).customers.create({ name: 'A label' });
  expect([...fake.state.customers.keys()].slice(1)).toEqual([made.id]);
});

test('too many requests are refused at once, and an outage is an error of the API or of the connection', async () => {
  const { fake, stripe } = await openStripe();
  fake.limitRate();
  expect(await refusalOf(sdkFor(fake, 2).customers.list())).toMatchObject({
    type: 'StripeRateLimitError',
    statusCode: 429,
  });
  fake.breakDown('503', 1);
  expect(await refusalOf(stripe.customers.list())).toMatchObject({ type: 'StripeAPIError', statusCode: 503 });
  fake.breakDown('cut', 1);
  expect((await refusalOf(stripe.customers.list())).type).toBe('StripeConnectionError');
  fake.breakDown('503', 1);
  expect((await sdkFor(fake, 1).customers.list()).data).toHaveLength(1);
  const stranger = await fetch(new URL('/v1/customers', fake.url), { headers: { authorization: 'Bearer sk_test_no' } });
  expect(stranger.status).toBe(401);
});
