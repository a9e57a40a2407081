import { expect, test } from 'vitest';
import { giveSubscription } from '../../test/subscriptions.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const stripe = { secretKey: 'sk_test_1', webhookSecrets: ['whsec_1'], apiUrl: 'http://127.0.0.1:1' };
const { server, organization } = await openTestServer({ billing: { defaultPlan: 'free', stripe } });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

test('an overdue payment changes nothing until its grace is over, and then nothing but billing can be changed', async () => {
  const { client, id } = await organization();
  const artist = await client.artists.create({ name: 'Anna' });
  const overdue = { tier: 'starter', status: 'past_due', stripeStatus: 'past_due' } as const;
  await giveSubscription(server, id, { ...overdue, graceEndsAt: inDays(1) });
  await client.artists.create({ name: 'Berta' });
  expect(await client.billing.getSubscription()).toMatchObject({ plan: 'starter', access: 'grace' });
  await giveSubscription(server, id, { ...overdue, graceEndsAt: inDays(-1) });
  expect(await client.billing.getSubscription()).toMatchObject({ plan: 'starter', access: 'read_only' });
  const refused = await errorOf(client.artists.update({ id: artist.id, version: artist.version, name: 'Anna B.' }));
  expect(refused).toMatchObject({ code: 'payment_overdue', status: 403, details: { stripeStatus: 'past_due' } });
  expect(refused.message).toContain('billing.openPortal');
  expect((await client.artists.list()).items).toHaveLength(2);
  const { items } = await client.apiKeys.list();
  expect(await client.apiKeys.revoke({ id: items[0]?.id ?? '' })).toBeDefined();
});

test.each([
  ['trialing', 'trialing', 'full', 'starter'],
  ['active', 'active', 'full', 'starter'],
  ['past_due', 'past_due', 'grace', 'starter'],
  ['past_due', 'unpaid', 'read_only', 'starter'],
  ['past_due', 'paused', 'read_only', 'starter'],
  ['incomplete', 'incomplete', 'none', 'free'],
  ['canceled', 'incomplete_expired', 'none', 'free'],
  ['canceled', 'canceled', 'none', 'free'],
  ['active', 'a_status_of_next_year', 'full', 'starter'],
])(
  'a subscription that is %s, in Stripe’s words %s, gives %s access and the plan %s',
  async (status, stripeStatus, access, plan) => {
    const { client, id } = await organization();
    await server.services.postgres.worker`
    insert into subscriptions (organization_id, tier, status, stripe_status, trial_ends_at)
    values (${id}, 'starter', ${status}, ${stripeStatus}, now())`;
    expect(await client.billing.getSubscription()).toMatchObject({
      access,
      plan,
      subscription: { status, stripeStatus },
      sold: true,
    });
  },
);
