import { purgeOrganization } from '@songtrackpro/db';
import { expect, test, vi } from 'vitest';
import { openBillingServer } from '../../../test/billing.ts';
import { reconcileBilling } from '../index.ts';

const { server, organization, person, as, stripe, sdk, settled, subscribe } = await openBillingServer();

async function subscribed() {
  const made = await organization();
  const owner = await person({ organization: made, role: 'owner' });
  await subscribe(made);
  const { worker } = server.services.postgres;
  const [row] = await worker`select stripe_customer_id as id from subscriptions where organization_id = ${made.id}`;
  const { slug } = (await owner.client.organizations.me()).organization;
  const atStripe = async () => (await sdk.subscriptions.list({ customer: String(row?.id), status: 'all' })).data;
  return { ...made, owner, slug, atStripe };
}

const patience = { timeout: 20_000, interval: 50 };

test('with an organization that is deleted its subscription ends when what is paid is over, and a restored one can keep it', async () => {
  const { owner, id, slug, atStripe } = await subscribed();
  await stripe.advance({ days: 15 });
  await settled();
  expect(await atStripe()).toMatchObject([{ status: 'active', cancel_at_period_end: false }]);
  await as(owner, id).organizations.delete({ slug });
  await vi.waitFor(async () => expect(await atStripe()).toMatchObject([{ cancel_at_period_end: true }]), patience);
  await settled();
  await owner.client.organizations.restore({ id });
  const { billing } = as(owner, id);
  expect((await billing.getSubscription()).subscription).toMatchObject({ cancelAtPeriodEnd: true, status: 'active' });
  expect((await billing.resume()).subscription).toMatchObject({ cancelAtPeriodEnd: false });
});

test('a payment that is overdue when its organization is deleted is asked for no more', async () => {
  const { owner, id, client, slug, atStripe } = await subscribed();
  const { url } = await client.billing.openPortal({ returnUrl: 'https://app.example.com' });
  await stripe.click(url ?? '', { card: 'chargeCustomerFail' });
  await stripe.advance({ days: 16 });
  await settled();
  expect(await atStripe()).toMatchObject([{ status: 'past_due' }]);
  await as(owner, id).organizations.delete({ slug });
  await vi.waitFor(async () => expect(await atStripe()).toMatchObject([{ status: 'canceled' }]), patience);
});

test('what was missed of a deletion is made up for at night, also where the organization is gone for good', async () => {
  const [marked, purged] = [await subscribed(), await subscribed()];
  const { app } = server.services.postgres;
  // As the operator's command does it, which knows of no Stripe.
  for (const { id } of [marked, purged])
    await app.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${id}, true)`;
      await tx`update organizations set deleted_at = now() where id = ${id}`;
    });
  await purgeOrganization(server.services.postgres, purged.id, async () => undefined);
  const { repairs } = await reconcileBilling(server.services);
  for (const { id, atStripe } of [marked, purged]) {
    const [subscription] = await atStripe();
    expect(subscription).toMatchObject({ cancel_at_period_end: true });
    expect(repairs.find(({ organizationId }) => organizationId === id)?.changed).toContain(`ended ${subscription?.id}`);
  }
  await stripe.advance({ days: 15 });
  expect(await purged.atStripe()).toMatchObject([{ status: 'canceled' }]);
  expect((await reconcileBilling(server.services)).repairs.map(({ organizationId }) => organizationId)).not.toContain(
    purged.id,
  );
});
