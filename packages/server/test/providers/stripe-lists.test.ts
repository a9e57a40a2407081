import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { openStripe, refusalOf, subscribe } from './open-stripe.ts';

test('a list is paged in both directions, newest first, and by the SDK to its end', async () => {
  const { stripe } = await openStripe();
  for (let count = 1; count <= 24; count += 1) await stripe.customers.create({ name: `Label ${count}` });
  const first = await stripe.customers.list({ limit: 10 });
  expect(first).toMatchObject({ has_more: true, url: '/v1/customers' });
  expect(first.data[0]?.name).toBe('Label 24');
  const second = await stripe.customers.list({ limit: 10, starting_after: first.data.at(-1)?.id ?? '' });
  expect(second.data[0]?.name).toBe('Label 14');
  const back = await stripe.customers.list({ limit: 10, ending_before: second.data[0]?.id ?? '' });
  expect(back.data.map(({ id }) => id)).toEqual(first.data.map(({ id }) => id));
  expect(await stripe.customers.list({ limit: 3 }).autoPagingToArray({ limit: 100 })).toHaveLength(25);
  expect((await refusalOf(stripe.customers.list({ limit: 101 }))).param).toBe('limit');
  expect((await refusalOf(stripe.customers.list({ starting_after: 'cus_none' }))).code).toBe('resource_missing');
});

test('prices are found by lookup key, and a key moves to another price only where it is handed over', async () => {
  const { stripe, starter } = await openStripe();
  const find = async () =>
    (await stripe.prices.list({ lookup_keys: ['starter_month', 'none'] })).data.map(({ id }) => id);
  expect(await find()).toEqual([starter.id]);
  const next: Stripe.PriceCreateParams = {
    product: String(starter.product),
    currency: 'eur',
    unit_amount: 3900,
    lookup_key: 'starter_month',
    recurring: { interval: 'month' },
  };
  expect((await refusalOf(stripe.prices.create(next))).message).toContain('already uses that lookup key');
  const moved = await stripe.prices.create({ ...next, transfer_lookup_key: true });
  expect(await find()).toEqual([moved.id]);
  expect((await stripe.prices.retrieve(starter.id)).lookup_key).toBeNull();
});

test('objects are expanded along a path, and only where it leads somewhere', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  const expanded = await open.stripe.subscriptions.retrieve(id, {
    expand: ['customer', 'latest_invoice.payments', 'items.data.price.product', 'default_payment_method'],
  });
  expect(expanded).toMatchObject({
    customer: { email: 'billing@label.example' },
    latest_invoice: { payments: { data: [{ status: 'paid', payment: { type: 'payment_intent' } }] } },
    items: { data: [{ price: { product: { name: 'Starter' } } }] },
    default_payment_method: null,
  });
  const listed = await open.stripe.invoices.list({ expand: ['data.customer'] });
  expect(listed.data[0]?.customer).toMatchObject({ object: 'customer' });
  const refusal = await refusalOf(open.stripe.subscriptions.retrieve(id, { expand: ['nothing'] }));
  expect(refusal.message).toBe('This property cannot be expanded (nothing).');
  expect(await open.stripe.prices.retrieve(open.starter.id)).not.toHaveProperty('currency_options');
  const price = await open.stripe.prices.retrieve(open.starter.id, { expand: ['currency_options'] });
  expect(price.currency_options?.eur?.unit_amount).toBe(2900);
});

test('objects are searched by their metadata', async () => {
  const { stripe, customer } = await openStripe();
  const found = await stripe.customers.search({
    query: "metadata['organizationId']:'o1' AND email:'billing@label.example'",
  });
  expect(found.data.map(({ id }) => id)).toEqual([customer.id]);
  expect((await stripe.customers.search({ query: "metadata['organizationId']:'o2'" })).data).toEqual([]);
});

test('what is unknown is named with its parameter, and what was deleted says so', async () => {
  const { stripe, customer, starter } = await openStripe();
  expect(await refusalOf(stripe.customers.retrieve('cus_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  const session: Stripe.Checkout.SessionCreateParams = {
    mode: 'subscription',
    success_url: 'http://127.0.0.1:1/',
    line_items: [{ price: 'price_none' }],
  };
  const refusal = await refusalOf(stripe.checkout.sessions.create(session));
  expect(refusal).toMatchObject({ statusCode: 400, param: 'line_items[0][price]' });
  await stripe.prices.update(starter.id, { active: false });
  const inactive = { ...session, line_items: [{ price: starter.id }] };
  expect((await refusalOf(stripe.checkout.sessions.create(inactive))).message).toContain('inactive');
  await stripe.customers.del(customer.id);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
});

test('cards are listed, made the default, taken away, and named with brand, last four and expiry', async () => {
  const { stripe, customer } = await openStripe();
  const attach = (name: string) => stripe.paymentMethods.attach(`pm_card_${name}`, { customer: customer.id });
  const [visa, other] = [await attach('visa'), await attach('mastercard')];
  expect(visa.card).toMatchObject({ brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2030 });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: other.id } });
  expect((await stripe.customers.listPaymentMethods(customer.id)).data.map(({ id }) => id)).toEqual([
    other.id,
    visa.id,
  ]);
  expect((await stripe.paymentMethods.detach(other.id)).customer).toBeNull();
  const { data } = await stripe.paymentMethods.list({ customer: customer.id, type: 'card' });
  expect(data).toHaveLength(1);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  });
});

test('what the stand-in doesn’t play is refused in words, and never passed over', async () => {
  const { stripe, customer, starter } = await openStripe();
  const items = [{ price: starter.id }];
  const byInvoice = stripe.subscriptions.create({ customer: customer.id, items, collection_method: 'send_invoice' });
  expect((await refusalOf(byInvoice)).message).toContain('only charge_automatically is played');
  const anchored = stripe.subscriptions.create({ customer: customer.id, items, billing_cycle_anchor: 1_900_000_000 });
  expect((await refusalOf(anchored)).message).toContain('is not played by this stand-in');
  const unknown = await refusalOf(stripe.setupIntents.create({ customer: customer.id }));
  expect(unknown.message).toContain('Unrecognized request URL (POST: /v1/setup_intents)');
});

test('a customer is made with a tax id at once', async () => {
  const { stripe } = await openStripe();
  const { id } = await stripe.customers.create({ tax_id_data: [{ type: 'eu_vat', value: 'FR12345678901' }] });
  expect((await stripe.customers.listTaxIds(id)).data[0]).toMatchObject({ value: 'FR12345678901', country: 'FR' });
  const wrong = await refusalOf(stripe.customers.createTaxId(id, { type: 'eu_vat', value: '1' }));
  expect(wrong.code).toBe('tax_id_invalid');
});

test('a meter counts each identifier once', async () => {
  const { fake, stripe, customer } = await openStripe();
  const meter = await stripe.billing.meters.create({
    display_name: 'Events',
    event_name: 'events',
    default_aggregation: { formula: 'sum' },
  });
  const report = (identifier: string, value: string) =>
    stripe.billing.meterEvents.create({
      event_name: 'events',
      identifier,
      payload: { stripe_customer_id: customer.id, value },
      timestamp: fake.state.now(),
    });
  await report('o1:2026-01-31T09', '120');
  await report('o1:2026-01-31T10', '30');
  expect((await refusalOf(report('o1:2026-01-31T10', '30'))).message).toContain('already exists');
  const { data } = await stripe.billing.meters.listEventSummaries(meter.id, {
    customer: customer.id,
    start_time: fake.state.now() - 3600,
    end_time: fake.state.now() + 3600,
  });
  expect(data[0]?.aggregated_value).toBe(150);
});
