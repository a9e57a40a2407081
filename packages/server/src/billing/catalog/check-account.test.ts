import { afterAll, expect, test } from 'vitest';
import { startFakeStripe } from '../../providers/fakes.ts';
import { openStripe } from '../../providers/index.ts';
import { checkAccount } from './check-account.ts';
import { syncCatalog } from './sync-catalog.ts';

const fake = await startFakeStripe();
afterAll(() => fake.close());
const stripe = await openStripe({ secretKey: fake.settings.apiKey, apiUrl: fake.url });
fake.deliverTo('https://api.example.com/v1/billing/stripe/events', 'whsec_1');

const findings = () => checkAccount(stripe, 'https://api.example.com');
const portal = async () => (await findings()).find(({ what }) => what === 'customer portal');

async function configure(features: object): Promise<void> {
  const [settings] = (await stripe.billingPortal.configurations.list({ is_default: true })).data;
  await stripe.billingPortal.configurations.update(settings?.id ?? '', { features });
}

test('an account without products is told what it lacks, and one with the catalog lacks nothing', async () => {
  const bare = Object.fromEntries((await findings()).map(({ what, ok }) => [what, ok]));
  expect(bare).toEqual({ key: true, prices: false, meters: false, 'webhook endpoint': true, 'customer portal': true });
  await syncCatalog(stripe);
  expect((await findings()).filter(({ ok }) => !ok)).toEqual([]);
});

test.each([
  [
    'update payment methods',
    { payment_method_update: { enabled: false } },
    { payment_method_update: { enabled: true } },
  ],
  ['view the invoice history', { invoice_history: { enabled: false } }, { invoice_history: { enabled: true } }],
  [
    'cancel subscriptions at the end of the billing period, not at once',
    { subscription_cancel: { enabled: true, mode: 'immediately' } },
    { subscription_cancel: { enabled: true, mode: 'at_period_end' } },
  ],
  [
    'edit their billing address and tax id',
    { customer_update: { enabled: true, allowed_updates: ['email'] } },
    { customer_update: { enabled: true, allowed_updates: ['address', 'tax_id'] } },
  ],
  [
    'switch plans by price',
    { subscription_update: { enabled: true, default_allowed_updates: ['quantity'] } },
    { subscription_update: { enabled: true, default_allowed_updates: ['price'] } },
  ],
])('a portal that doesn’t let customers %s is a finding until it does', async (lacks, wrong, right) => {
  await configure(wrong);
  expect(await portal()).toMatchObject({ ok: false, detail: `doesn’t let customers ${lacks}` });
  await configure(right);
  expect(await portal()).toMatchObject({ ok: true });
});

test('a portal that lacks prices of the plans is a finding that names them', async () => {
  const [starter] = (await stripe.prices.list({ lookup_keys: ['songtrackpro_starter_month'] })).data;
  const products = [{ product: String(starter?.product), prices: [starter?.id ?? ''] }];
  await configure({ subscription_update: { enabled: true, products } });
  const found = await portal();
  const missing = ['enterprise_month', 'enterprise_year', 'professional_month', 'professional_year', 'starter_year'];
  const detail = `doesn’t offer the prices ${missing.map((name) => `songtrackpro_${name}`).join(', ')}`;
  expect(found).toMatchObject({ ok: false, detail });
});
