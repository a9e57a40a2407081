import { expect, test } from 'vitest';
import { day, openStripe, refusalOf, start, typesOf } from './open-stripe.ts';

const pages = {
  success_url: 'http://127.0.0.1:1/done?session={CHECKOUT_SESSION_ID}',
  cancel_url: 'http://127.0.0.1:1/no',
};

test('a person who pays in the checkout page gets a subscription whose period lies on its item', async () => {
  const { fake, stripe, customer, starter } = await openStripe();
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    client_reference_id: 'o1',
    line_items: [{ price: starter.id, quantity: 1 }],
    subscription_data: { metadata: { organizationId: 'o1' } },
    ...pages,
  });
  expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', subscription: null, amount_total: 2900 });
  expect(await (await fetch(session.url ?? '')).text()).toContain('€29.00');

  const sent = await fake.click(session.url ?? '', { card: 'visa' });
  expect(sent.location).toBe(`http://127.0.0.1:1/done?session=${session.id}`);
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'line_items'] });
  expect(done).toMatchObject({ status: 'complete', payment_status: 'paid', client_reference_id: 'o1' });
  expect(done.line_items?.data[0]?.price?.lookup_key).toBe('starter_month');
  const seconds = start.getTime() / 1000;
  expect(done.subscription).toMatchObject({
    status: 'active',
    metadata: { organizationId: 'o1' },
    items: { data: [{ current_period_start: seconds, current_period_end: Date.UTC(2026, 1, 28, 10) / 1000 }] },
  });
  expect(done.subscription).not.toHaveProperty('current_period_end');
  expect(typesOf(fake).slice(-11)).toEqual([
    'customer.subscription.created',
    'invoice.created',
    'payment_intent.created',
    'invoice.finalized',
    'charge.succeeded',
    'payment_intent.succeeded',
    'invoice_payment.paid',
    'invoice.paid',
    'invoice.payment_succeeded',
    'customer.subscription.updated',
    'checkout.session.completed',
  ]);
});

test('a declined card leaves the checkout open, and nothing behind', async () => {
  const { fake, stripe, customer, starter } = await openStripe();
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: [{ price: starter.id, quantity: 1 }],
    ...pages,
  });
  const refused = await fake.click(session.url ?? '', { card: 'chargeDeclined' });
  expect(refused.status).toBe(402);
  expect(refused.text).toContain('Your card was declined.');
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open');
  expect((await stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
  expect((await fake.click(session.url ?? '', { card: 'visa' })).status).toBe(303);
});

test('a checkout makes its customer where it was given none, and takes a code and a tax id', async () => {
  const { fake, stripe, starter } = await openStripe();
  const coupon = await stripe.coupons.create({ percent_off: 50, duration: 'once' });
  await stripe.promotionCodes.create({ code: 'HALF', promotion: { type: 'coupon', coupon: coupon.id } });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer_email: 'new@label.example',
    allow_promotion_codes: true,
    automatic_tax: { enabled: true },
    tax_id_collection: { enabled: true },
    line_items: [{ price: starter.id, quantity: 1 }],
    ...pages,
  });
  await fake.click(session.url ?? '', { card: 'visa', promotion_code: 'HALF', country: 'DE', tax_id: 'DE123456789' });
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['invoice', 'customer.tax_ids'] });
  expect(done.customer).toMatchObject({ email: 'new@label.example', tax_ids: { data: [{ value: 'DE123456789' }] } });
  // 19 percent on half of 29.00.
  expect(done.invoice).toMatchObject({ subtotal: 2900, total_excluding_tax: 1450, total: 1726 });
  expect(done.total_details).toMatchObject({ amount_discount: 1450, amount_tax: 276 });
});

test('a parameter that this version of the API no longer knows is refused', async () => {
  const { fake, starter } = await openStripe();
  const answer = await fetch(new URL('/v1/checkout/sessions', fake.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.settings.apiKey}` },
    body: new URLSearchParams({
      mode: 'subscription',
      success_url: pages.success_url,
      'line_items[0][price]': starter.id,
      'payment_method_types[0]': 'card',
    }),
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    error: { code: 'parameter_unknown', param: 'payment_method_types', type: 'invalid_request_error' },
  });
});

test('a trial without a card starts where the session allows it', async () => {
  const { fake, stripe, customer, starter } = await openStripe();
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: [{ price: starter.id, quantity: 1 }],
    payment_method_collection: 'if_required',
    subscription_data: {
      trial_period_days: 14,
      trial_settings: { end_behavior: { missing_payment_method: 'pause' } },
    },
    ...pages,
  });
  await fake.click(session.url ?? '', { card: 'none' });
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription', 'invoice'] });
  expect(done.payment_status).toBe('no_payment_required');
  expect(done.invoice).toMatchObject({ total: 0, status: 'paid' });
  expect(done.subscription).toMatchObject({
    status: 'trialing',
    default_payment_method: null,
    trial_end: start.getTime() / 1000 + 14 * day,
  });
});

test('a checkout that nobody finished expires after a day, and by hand', async () => {
  const { fake, stripe, customer, starter } = await openStripe();
  const create = () =>
    stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price: starter.id, quantity: 1 }],
      ...pages,
    });
  const [left, ended] = [await create(), await create()];
  expect((await stripe.checkout.sessions.expire(ended.id)).status).toBe('expired');
  await fake.advance({ hours: 25 });
  expect(await stripe.checkout.sessions.retrieve(left.id)).toMatchObject({ status: 'expired', url: null });
  expect((await fetch(left.url ?? '')).status).toBe(410);
  const refusal = await refusalOf(stripe.checkout.sessions.expire(left.id));
  expect(refusal.message).toContain('Only Checkout Sessions');
});
