import { expect, test } from 'vitest';
import { openStripe, subscribe } from './open-stripe.ts';

/** Half of a month of 30 days: from 1 April to the 16th. */
const april = { now: () => new Date('2026-04-01T00:00:00Z') };
const halfway = { days: 15 };

test('an upgrade puts a credit and a charge for the rest of the period on the next invoice', async () => {
  const open = await openStripe(april);
  const { id, items } = await subscribe(open);
  const item = items.data[0]?.id ?? '';
  await open.fake.advance(halfway);
  const upgraded = await open.stripe.subscriptions.update(id, { items: [{ id: item, price: open.professional.id }] });
  expect(upgraded.items.data[0]).toMatchObject({
    id: item,
    price: { lookup_key: 'professional_month' },
    current_period_end: Date.UTC(2026, 4, 1) / 1000,
  });
  expect((await open.stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  await open.fake.advance({ days: 16 });
  const [next] = (await open.stripe.invoices.list({ subscription: id })).data;
  expect(next?.lines.data.map(({ amount }) => amount)).toEqual([-1450, 3950, 7900]);
  expect(next?.lines.data[0]?.parent?.subscription_item_details).toMatchObject({ proration: true });
  expect(next?.total).toBe(10_400);
});

test('a preview names what the change then costs, and changes nothing', async () => {
  const open = await openStripe(april);
  const { id, items } = await subscribe(open);
  const change = [{ id: items.data[0]?.id ?? '', price: open.professional.id }];
  await open.fake.advance(halfway);
  const proration_date = Date.UTC(2026, 3, 16) / 1000;
  const preview = await open.stripe.invoices.createPreview({
    subscription: id,
    subscription_details: { items: change, proration_behavior: 'always_invoice', proration_date },
  });
  expect(preview).toMatchObject({ status: 'draft', total: 2500, amount_due: 2500 });
  expect((await open.stripe.subscriptions.retrieve(id)).items.data[0]?.price.id).toBe(open.starter.id);
  expect((await open.stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  await open.stripe.subscriptions.update(id, { items: change, proration_behavior: 'always_invoice', proration_date });
  const [billed] = (await open.stripe.invoices.list({ subscription: id })).data;
  expect(billed).toMatchObject({ total: 2500, status: 'paid', billing_reason: 'subscription_update' });
});

test('a downgrade leaves a credit that lowers the following invoices', async () => {
  const open = await openStripe(april);
  const { id, items } = await subscribe(open, { items: [{ price: open.professional.id }] });
  await open.fake.advance(halfway);
  await open.stripe.subscriptions.update(id, {
    items: [{ id: items.data[0]?.id ?? '', price: open.starter.id }],
    proration_behavior: 'always_invoice',
  });
  const [credit] = (await open.stripe.invoices.list({ subscription: id })).data;
  expect(credit).toMatchObject({ total: -2500, amount_due: 0, status: 'paid', ending_balance: -2500 });
  expect((await open.stripe.customers.retrieve(open.customer.id)) as object).toMatchObject({ balance: -2500 });
  await open.fake.advance({ days: 16 });
  const [next] = (await open.stripe.invoices.list({ subscription: id })).data;
  expect(next).toMatchObject({ total: 2900, starting_balance: -2500, amount_due: 400, amount_paid: 400 });
});

test('a change from month to year begins a new period, which is billed at once less what is unused', async () => {
  const open = await openStripe(april);
  const { id, items } = await subscribe(open);
  await open.fake.advance(halfway);
  const changed = await open.stripe.subscriptions.update(id, {
    items: [{ id: items.data[0]?.id ?? '', price: open.yearly.id }],
  });
  expect(changed.items.data[0]).toMatchObject({
    current_period_start: Date.UTC(2026, 3, 16) / 1000,
    current_period_end: Date.UTC(2027, 3, 16) / 1000,
  });
  const [billed] = (await open.stripe.invoices.list({ subscription: id })).data;
  expect(billed).toMatchObject({ total: 79_000 - 1450, status: 'paid' });
});

test('a change without proration costs nothing now', async () => {
  const open = await openStripe(april);
  const { id, items } = await subscribe(open);
  await open.fake.advance(halfway);
  await open.stripe.subscriptions.update(id, {
    items: [{ id: items.data[0]?.id ?? '', price: open.professional.id }],
    proration_behavior: 'none',
  });
  await open.fake.advance({ days: 16 });
  const [next] = (await open.stripe.invoices.list({ subscription: id })).data;
  expect(next?.lines.data.map(({ amount }) => amount)).toEqual([7900]);
});

test('currencies without and with three decimals keep whole minor units', async () => {
  const open = await openStripe(april);
  const price = await open.stripe.prices.create({
    product: String(open.starter.product),
    currency: 'jpy',
    unit_amount: 3001,
    recurring: { interval: 'month' },
    currency_options: { kwd: { unit_amount: 9999 } },
  });
  const yen = await subscribe(open, { items: [{ price: price.id }] });
  const dinar = await subscribe(open, { items: [{ price: price.id }], currency: 'kwd' });
  const totalOf = async (invoice: unknown) => (await open.stripe.invoices.retrieve(String(invoice))).total;
  expect([await totalOf(yen.latest_invoice), await totalOf(dinar.latest_invoice)]).toEqual([3001, 9999]);
  await open.fake.advance({ days: 10 });
  const canceled = await open.stripe.subscriptions.cancel(dinar.id, { invoice_now: true, prorate: true });
  expect(await totalOf(canceled.latest_invoice)).toBe(-6666);
});

test('coupons lower invoices once, for some months or forever', async () => {
  const open = await openStripe(april);
  const coupon = (duration: 'once' | 'repeating' | 'forever') =>
    open.stripe.coupons.create({
      duration,
      ...(duration === 'repeating' && { duration_in_months: 2 }),
      ...(duration === 'forever' ? { percent_off: 10 } : { amount_off: 900, currency: 'eur' }),
    });
  const totals = async (duration: 'once' | 'repeating' | 'forever') => {
    const { id } = await subscribe(open, { discounts: [{ coupon: (await coupon(duration)).id }] });
    return id;
  };
  const ids = [await totals('once'), await totals('repeating'), await totals('forever')];
  await open.fake.advance({ days: 62 });
  const lists = ids.map(async (id) =>
    (await open.stripe.invoices.list({ subscription: id })).data.map(({ total }) => total).reverse(),
  );
  expect(await Promise.all(lists)).toEqual([
    [2000, 2900, 2900],
    [2000, 2000, 2900],
    [2610, 2610, 2610],
  ]);
});

test('a preview of a first purchase and of a coupon redeems nothing', async () => {
  const open = await openStripe(april);
  const coupon = await open.stripe.coupons.create({ percent_off: 50, duration: 'once', max_redemptions: 1 });
  const discounts = [{ coupon: coupon.id }];
  const first = await open.stripe.invoices.createPreview({
    customer: open.customer.id,
    discounts,
    subscription_details: { items: [{ price: open.starter.id }] },
  });
  expect(first).toMatchObject({ subtotal: 2900, total: 1450, billing_reason: 'subscription_create' });
  const session = await open.stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: open.customer.id,
    line_items: [{ price: open.starter.id, quantity: 1 }],
    discounts,
    success_url: 'http://127.0.0.1:1/',
  });
  expect(session).toMatchObject({ amount_subtotal: 2900, amount_total: 1450 });
  expect((await open.stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(0);
  await open.fake.click(session.url ?? '', { card: 'visa' });
  expect(await open.stripe.coupons.retrieve(coupon.id)).toMatchObject({ times_redeemed: 1, valid: false });
});

test('an item by the year beside one by the month is billed once a year', async () => {
  const open = await openStripe(april);
  const { id } = await subscribe(open, { items: [{ price: open.starter.id }, { price: open.yearly.id }] });
  await open.fake.advance({ days: 365 });
  const { data } = await open.stripe.invoices.list({ subscription: id, limit: 100 });
  expect(data.map(({ total }) => total)).toEqual([81_900, ...Array(11).fill(2900), 81_900]);
});

test('tax is added by the customer’s country, and business customers elsewhere owe it themselves', async () => {
  const open = await openStripe(april);
  const taxOf = async (country: string, vat?: string) => {
    const customer = await open.stripe.customers.create({ address: { country } });
    if (vat !== undefined) await open.stripe.customers.createTaxId(customer.id, { type: 'eu_vat', value: vat });
    const { latest_invoice } = await subscribe({ ...open, customer }, { automatic_tax: { enabled: true } });
    const { total, total_taxes } = await open.stripe.invoices.retrieve(String(latest_invoice));
    return [total, total_taxes?.[0]?.taxability_reason ?? null];
  };
  expect(await taxOf('DE')).toEqual([3451, 'standard_rated']);
  expect(await taxOf('FR')).toEqual([3480, 'standard_rated']);
  expect(await taxOf('FR', 'FR12345678901')).toEqual([2900, 'reverse_charge']);
  expect(await taxOf('US')).toEqual([2900, null]);
});
