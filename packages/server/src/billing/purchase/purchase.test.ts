import { expect, test } from 'vitest';
import { openBillingServer, pages } from '../../../test/billing.ts';
import { errorOf } from '../../../test/support.ts';
import { reconcileBilling, syncCatalog } from '../index.ts';

const { server, organization, person, stripe, sdk, settled, subscribe } = await openBillingServer();

const starter = { tier: 'starter', interval: 'month', ...pages } as const;

test('a person subscribes on the page at Stripe, and the organization has its plan, on trial first', async () => {
  const made = await organization();
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'free', access: 'none', sold: true });
  await subscribe(made);
  const { plan, access, subscription } = await made.client.billing.getSubscription();
  expect([plan, access]).toEqual(['starter', 'full']);
  expect(subscription).toMatchObject({
    tier: 'starter',
    status: 'trialing',
    stripeStatus: 'trialing',
    interval: 'month',
    priceMinor: 2900,
    currency: 'USD',
    autoRenew: true,
    cancelAtPeriodEnd: false,
  });
  expect(Date.parse(subscription?.trialEndsAt ?? '') - stripe.clock.now().getTime()).toBeCloseTo(14 * 86_400_000, -5);
  const { items } = await made.client.audit.list({ action: 'billing.synced' });
  expect(items[0]).toMatchObject({ actor: { kind: 'system' } });
});

test('two owners who click subscribe at once make one subscription', async () => {
  const made = await organization();
  const owners = await Promise.all([1, 2].map(() => person({ organization: made, role: 'owner' })));
  const opened = await Promise.all(owners.map(({ client }) => client.billing.startCheckout(starter)));
  await Promise.all(opened.map(({ url }) => stripe.click(url ?? '', { card: 'visa' })));
  await settled();
  const customers = await sdk.customers.list({ limit: 100 });
  const own = customers.data.filter(({ metadata }) => metadata.organizationId === made.id);
  expect(own).toHaveLength(1);
  const { data } = await sdk.subscriptions.list({ customer: own[0]?.id ?? '', status: 'all' });
  expect(data).toHaveLength(1);
  expect(await errorOf(made.client.billing.startCheckout(starter))).toMatchObject({ code: 'conflict', status: 409 });
});

test('a second subscription that was made at Stripe gives nothing, and is told to whoever runs the installation', async () => {
  const made = await organization();
  await subscribe(made);
  const { worker } = server.services.postgres;
  const read = async () => {
    const [row] = await worker`
      select stripe_customer_id as customer, attention from subscriptions where organization_id = ${made.id}`;
    return row;
  };
  const customer = String((await read())?.customer);
  const [price] = (await sdk.prices.list({ lookup_keys: ['songtrackpro_professional_month'] })).data;
  const [method] = (await sdk.customers.listPaymentMethods(customer)).data;
  const second = await sdk.subscriptions.create({
    customer,
    items: [{ price: price?.id ?? '' }],
    default_payment_method: method?.id ?? '',
  });
  await settled();
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'starter' });
  expect((await read())?.attention).toContain(second.id);
  await sdk.subscriptions.cancel(second.id);
  await settled();
  expect((await read())?.attention).toBeNull();
});

test('a page that was opened before for another plan is closed, and can’t be paid on', async () => {
  const made = await organization();
  const first = await made.client.billing.startCheckout(starter);
  const second = await made.client.billing.startCheckout({ ...starter, tier: 'professional' });
  expect(second.url).not.toBe(first.url);
  await stripe.click(first.url ?? '', { card: 'visa' });
  await stripe.click(second.url ?? '', { card: 'visa' });
  await settled();
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'professional' });
});

test('a change of plan is previewed, costs what the preview said, and holds at once', async () => {
  const made = await organization();
  await subscribe(made);
  await stripe.advance({ days: 20 });
  await settled();
  const preview = await made.client.billing.previewChange({ tier: 'professional', interval: 'month' });
  expect(preview).toMatchObject({ currency: 'USD', nextPeriodMinor: 9900 });
  expect(preview.prorationMinor).toBeGreaterThan(0);
  const { prorationDate } = preview;
  const changed = await made.client.billing.changePlan({ tier: 'professional', interval: 'month', prorationDate });
  expect(changed).toMatchObject({ plan: 'professional', access: 'full', subscription: { priceMinor: 9900 } });
  await settled();
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'professional' });
});

test('a subscription that is canceled holds until its period ends, can be resumed, and a trial is had once', async () => {
  const made = await organization();
  const { client } = made;
  await subscribe(made);
  const { subscription } = await client.billing.cancel();
  expect(subscription).toMatchObject({ cancelAtPeriodEnd: true, autoRenew: false, status: 'trialing' });
  expect(await client.billing.resume()).toMatchObject({ subscription: { cancelAtPeriodEnd: false, autoRenew: true } });
  await client.billing.cancel();
  await stripe.advance({ days: 15 });
  await settled();
  expect(await client.billing.getSubscription()).toMatchObject({
    plan: 'free',
    access: 'none',
    subscription: { tier: 'starter', status: 'canceled', stripeStatus: 'canceled' },
  });
  await subscribe(made);
  expect(await client.billing.getSubscription()).toMatchObject({
    plan: 'starter',
    subscription: { status: 'active', trialEndsAt: null },
  });
});

test('a trial without a card that ends makes read-only, and goes on with a card and a word', async () => {
  const made = await organization();
  const { client } = made;
  const { url } = await client.billing.startCheckout({ ...starter, withoutCard: true });
  await stripe.click(url ?? '', { card: 'none' });
  await settled();
  expect(await client.billing.getSubscription()).toMatchObject({
    access: 'full',
    subscription: { status: 'trialing' },
  });
  await stripe.advance({ days: 15 });
  await settled();
  expect(await client.billing.getSubscription()).toMatchObject({
    plan: 'starter',
    access: 'read_only',
    subscription: { stripeStatus: 'paused' },
  });
  expect(await errorOf(client.artists.create({ name: 'Anna' }))).toMatchObject({ code: 'payment_overdue' });
  const portal = await client.billing.openPortal({ returnUrl: pages.cancelUrl, flow: 'payment_method_update' });
  await stripe.click(portal.url ?? '', { card: 'visa' });
  await settled();
  expect(await client.billing.resume()).toMatchObject({ access: 'full', subscription: { stripeStatus: 'active' } });
  expect(await client.artists.create({ name: 'Anna' })).toMatchObject({ name: 'Anna' });
  await settled();
  expect((await client.billing.listInvoices()).items[0]).toMatchObject({ status: 'paid', totalMinor: 2900 });
});

test('a customer that was deleted at Stripe ends the subscription, and another one is made with the next purchase', async () => {
  const made = await organization();
  const customer = async () => {
    const { worker } = server.services.postgres;
    const [row] = await worker`select stripe_customer_id as id from subscriptions where organization_id = ${made.id}`;
    return row?.id ?? null;
  };
  await subscribe(made);
  const first = await customer();
  await sdk.customers.del(String(first));
  await settled();
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'free', access: 'none' });
  expect(await customer()).toBeNull();
  await subscribe(made);
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'starter', access: 'full' });
  expect(await customer()).not.toBe(first);
});

test('while Stripe is away checkout says so, everything else works, and the call can be repeated', async () => {
  const made = await organization();
  const { client } = made;
  stripe.breakDown('503');
  expect(await errorOf(client.billing.startCheckout(starter))).toMatchObject({ code: 'provider_unreachable' });
  stripe.faults.clear();
  stripe.breakDown('cut');
  const refused = await errorOf(client.billing.openPortal({ returnUrl: pages.cancelUrl }));
  expect(refused).toMatchObject({ code: 'provider_unreachable' });
  expect(refused.message).toContain('Nothing was charged');
  await client.artists.create({ name: 'Anna' });
  expect(await client.billing.getUsage()).toMatchObject({ plan: 'free' });
  stripe.faults.clear();
  await subscribe(made);
  expect(await client.billing.getSubscription()).toMatchObject({ plan: 'starter' });
});

test('a coupon and a tax id are given on the page', async () => {
  const made = await organization();
  await sdk.coupons.create({ id: `half-${made.id}`, percent_off: 50, duration: 'forever' });
  const promotion = { type: 'coupon' as const, coupon: `half-${made.id}` };
  await sdk.promotionCodes.create({ promotion, code: 'HALF' });
  await subscribe(made, 'starter', { promotion_code: 'HALF', tax_id: 'DE123456789', country: 'DE' });
  await stripe.advance({ days: 15 });
  await settled();
  const { worker } = server.services.postgres;
  const [row] = await worker`select stripe_customer_id as id from subscriptions where organization_id = ${made.id}`;
  const { data } = await sdk.invoices.list({ customer: String(row?.id) });
  expect(data.some(({ amount_due }) => amount_due === 1450)).toBe(true);
  expect((await sdk.customers.listTaxIds(String(row?.id))).data[0]).toMatchObject({ value: 'DE123456789' });
});

test('the catalog is made once, and a price that differs gives its name to a new one', async () => {
  expect((await syncCatalog(sdk)).every(({ done }) => done === 'left')).toBe(true);
  const [price] = (await sdk.prices.list({ lookup_keys: ['songtrackpro_starter_year'] })).data;
  await sdk.prices.create({
    product: 'songtrackpro_starter',
    currency: 'usd',
    unit_amount: 1,
    recurring: { interval: 'year' },
    lookup_key: 'songtrackpro_starter_year',
    transfer_lookup_key: true,
  });
  expect((await syncCatalog(sdk)).filter(({ done }) => done !== 'left')).toEqual([
    { what: 'songtrackpro_starter_year', done: 'changed' },
  ]);
  const [after] = (await sdk.prices.list({ lookup_keys: ['songtrackpro_starter_year'] })).data;
  expect(after).toMatchObject({ unit_amount: price?.unit_amount });
});

test('events that never came are made up for by the nightly round, which says what it changed', async () => {
  const made = await organization();
  stripe.webhooks.hold();
  const { url } = await made.client.billing.startCheckout(starter);
  await stripe.click(url ?? '', { card: 'visa' });
  stripe.webhooks.discard();
  await stripe.webhooks.flush();
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'free' });
  const { repairs } = await reconcileBilling(server.services);
  const own = repairs.find(({ organizationId }) => organizationId === made.id);
  expect(own?.changed).toContain('stripeStatus');
  expect(await made.client.billing.getSubscription()).toMatchObject({ plan: 'starter' });
  expect((await reconcileBilling(server.services)).repairs).toEqual([]);
});
