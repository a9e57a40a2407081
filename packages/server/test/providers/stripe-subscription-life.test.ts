import { expect, test } from 'vitest';
import { addCard, day, openStripe, refusalOf, start, subscribe, typesOf } from './open-stripe.ts';

const seconds = start.getTime() / 1000;
const at = (text: string) => Date.parse(text) / 1000;

test('a trial with a card is announced three days before it ends, and then billed', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open, { trial_period_days: 14 });
  await open.fake.advance({ days: 10 });
  expect(typesOf(open.fake)).not.toContain('customer.subscription.trial_will_end');
  await open.fake.advance({ days: 1, hours: 1 });
  expect(typesOf(open.fake).filter((type) => type.endsWith('trial_will_end'))).toHaveLength(1);
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('trialing');

  await open.fake.advance({ days: 3 });
  const active = await open.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(active).toMatchObject({ status: 'active', trial_end: seconds + 14 * day });
  expect(active.latest_invoice).toMatchObject({ status: 'paid', billing_reason: 'subscription_cycle', total: 2900 });
  expect(active.items.data[0]?.current_period_end).toBe(at('2026-03-14T10:00:00Z'));
});

test('a trial that ends without a card pauses, ends, or owes, as it was set', async () => {
  const { fake, stripe, customer, starter } = await openStripe();
  const begin = (missing: 'pause' | 'cancel' | 'create_invoice') =>
    stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: starter.id }],
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: missing } },
    });
  const begun = [await begin('pause'), await begin('cancel'), await begin('create_invoice')];
  await fake.advance({ days: 8 });
  const statuses = begun.map(async ({ id }) => (await stripe.subscriptions.retrieve(id)).status);
  expect(await Promise.all(statuses)).toEqual(['paused', 'canceled', 'past_due']);
  expect(typesOf(fake)).toContain('customer.subscription.paused');

  const [paused] = begun;
  await addCard({ fake, stripe, customer, starter, professional: starter, yearly: starter });
  const resumed = await stripe.subscriptions.resume(paused?.id ?? '', { billing_cycle_anchor: { type: 'now' } });
  expect(resumed).toMatchObject({ status: 'active', items: { data: [{ current_period_start: seconds + 8 * day }] } });
  expect(typesOf(fake)).toContain('customer.subscription.resumed');
});

test('two years are billed month by month, on the last day where a month is short', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  await open.fake.advance({ days: 729 });
  const invoices = await open.stripe.invoices.list({ subscription: id, limit: 100 });
  expect(invoices.data).toHaveLength(24);
  expect(invoices.data.every(({ status, amount_paid }) => status === 'paid' && amount_paid === 2900)).toBe(true);
  const starts = invoices.data.map(({ lines }) => lines.data[0]?.period.start ?? 0).reverse();
  expect(starts.slice(0, 4).map((start) => new Date(start * 1000).toISOString().slice(0, 10))).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
  ]);
});

test('the invoice of a new period is a draft for an hour', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  await open.fake.advance({ days: 28, minutes: 30 });
  const { latest_invoice: draft } = await open.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(draft).toMatchObject({ status: 'draft', number: null, invoice_pdf: null });
  await open.fake.advance({ hours: 1 });
  const { latest_invoice: paid } = await open.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(paid).toMatchObject({ status: 'paid' });
});

test('a subscription that is canceled at its period’s end runs on until then, and can be kept', async () => {
  const open = await openStripe();
  const { id, items } = await subscribe(open);
  const end = items.data[0]?.current_period_end ?? 0;
  const set = (keep: boolean) => open.stripe.subscriptions.update(id, { cancel_at_period_end: !keep });
  expect(await set(false)).toMatchObject({ status: 'active', cancel_at_period_end: true, cancel_at: end });
  expect(await set(true)).toMatchObject({ cancel_at_period_end: false, cancel_at: null, canceled_at: null });
  await set(false);
  await open.fake.advance({ days: 29 });
  const ended = await open.stripe.subscriptions.retrieve(id);
  expect(ended).toMatchObject({ status: 'canceled', ended_at: end, canceled_at: seconds });
  expect(ended.cancellation_details?.reason).toBe('cancellation_requested');
  expect((await open.stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  const refusal = await refusalOf(open.stripe.subscriptions.update(id, { cancel_at_period_end: false }));
  expect(refusal.message).toContain('canceled subscription');
});

test('a subscription ends at a moment that was set, or at once', async () => {
  const open = await openStripe();
  const first = await subscribe(open);
  await open.stripe.subscriptions.update(first.id, { cancel_at: seconds + 40 * day });
  await open.fake.advance({ days: 41 });
  expect(await open.stripe.subscriptions.retrieve(first.id)).toMatchObject({
    status: 'canceled',
    ended_at: seconds + 40 * day,
  });
  const second = await subscribe(open);
  const details = { comment: 'too dear', feedback: 'too_expensive' } as const;
  const canceled = await open.stripe.subscriptions.cancel(second.id, { cancellation_details: details });
  expect(canceled).toMatchObject({ status: 'canceled', cancellation_details: details });
  expect((await open.stripe.subscriptions.list({ customer: open.customer.id })).data).toEqual([]);
  expect((await open.stripe.subscriptions.list({ customer: open.customer.id, status: 'all' })).data).toHaveLength(2);
});

test('a paused collection bills on without asking for the money, until it resumes', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  await open.stripe.subscriptions.update(id, {
    pause_collection: { behavior: 'void', resumes_at: seconds + 40 * day },
  });
  await open.fake.advance({ days: 30 });
  expect((await open.stripe.invoices.list({ subscription: id })).data[0]?.status).toBe('void');
  await open.fake.advance({ days: 31 });
  expect((await open.stripe.subscriptions.retrieve(id)).pause_collection).toBeNull();
  expect((await open.stripe.invoices.list({ subscription: id })).data[0]?.status).toBe('paid');
});

test('a paused subscription gives back the rest of its period when it goes on, and may wait for the money', async () => {
  const open = await openStripe({ now: () => new Date('2026-04-01T00:00:00Z') });
  const { id } = await subscribe(open);
  await open.fake.advance({ days: 15 });
  const paused = await open.stripe.subscriptions.pause(id);
  expect(paused).toMatchObject({ status: 'paused', status_details: { paused: { type: 'subscription' } } });
  await open.fake.advance({ days: 60 });
  expect((await open.stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  await addCard(open, 'chargeCustomerFail');
  const waiting = await open.stripe.subscriptions.resume(id, { payment_behavior: 'resume_on_payment_success' });
  expect(waiting.status).toBe('paused');
  const [invoice] = (await open.stripe.invoices.list({ subscription: id })).data;
  expect(invoice).toMatchObject({ status: 'open', total: 2900 - 1450 });
  const card = await addCard(open);
  await open.stripe.invoices.pay(invoice?.id ?? '', { payment_method: card.id });
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('active');
  expect(typesOf(open.fake)).toContain('customer.subscription.resumed');
});

test('a customer with a test clock lives by it alone', async () => {
  const open = await openStripe();
  const clock = await open.stripe.testHelpers.testClocks.create({ frozen_time: seconds });
  const customer = await open.stripe.customers.create({ test_clock: clock.id });
  const own = await subscribe({ ...open, customer });
  const other = await subscribe(open);
  await open.stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: seconds + 60 * day });
  const countOf = async (id: string) => (await open.stripe.invoices.list({ subscription: id })).data.length;
  expect([await countOf(own.id), await countOf(other.id)]).toEqual([3, 1]);
});
