import { expect, test } from 'vitest';
import { openStripe, refusalOf, subscribe, typesOf } from './open-stripe.ts';

const returnUrl = 'http://127.0.0.1:1/back';

test('a person changes card, plan and end of a subscription in the portal', async () => {
  const open = await openStripe();
  const { fake, stripe } = open;
  const { id } = await subscribe(open);
  const { url } = await stripe.billingPortal.sessions.create({ customer: open.customer.id, return_url: returnUrl });
  const page = await (await fetch(url)).text();
  expect(page).toContain('visa ending in 4242');
  expect(page).toContain('Professional');

  await fake.click(url, { card: 'chargeCustomerFail' });
  await fake.click(url, { price: open.professional.id });
  await fake.click(url, { plan: 'cancel' });
  const changed = await stripe.subscriptions.retrieve(id, { expand: ['default_payment_method'] });
  expect(changed).toMatchObject({ cancel_at_period_end: true, default_payment_method: { card: { last4: '0341' } } });
  expect(changed.items.data[0]?.price.lookup_key).toBe('professional_month');
  await fake.click(url, { plan: 'keep' });
  expect((await stripe.subscriptions.retrieve(id)).cancel_at).toBeNull();
  expect((await fake.click(url, { card: 'chargeDeclined' })).status).toBe(402);
});

test('a portal session for one purpose leads back to where it was told', async () => {
  const open = await openStripe();
  const { id } = await subscribe(open);
  const session = await open.stripe.billingPortal.sessions.create({
    customer: open.customer.id,
    return_url: returnUrl,
    flow_data: {
      type: 'subscription_pause',
      subscription_pause: { subscription: id },
      after_completion: { type: 'redirect', redirect: { return_url: returnUrl } },
    },
  });
  expect(session.flow).toMatchObject({ type: 'subscription_pause', subscription_pause: { subscription: id } });
  expect((await open.fake.click(session.url, { plan: 'pause' })).location).toBe(returnUrl);
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('paused');
  await open.fake.click(session.url, { plan: 'resume' });
  expect((await open.stripe.subscriptions.retrieve(id)).status).toBe('active');
  const unknown = { type: 'subscription_cancel', subscription_cancel: { subscription: 'sub_none' } } as const;
  const refusal = await refusalOf(
    open.stripe.billingPortal.sessions.create({ customer: open.customer.id, flow_data: unknown }),
  );
  expect(refusal.code).toBe('resource_missing');
});

test('a change of plan that a session was made for is confirmed in one step', async () => {
  const open = await openStripe();
  const { id, items } = await subscribe(open);
  const session = await open.stripe.billingPortal.sessions.create({
    customer: open.customer.id,
    flow_data: {
      type: 'subscription_update_confirm',
      subscription_update_confirm: {
        subscription: id,
        items: [{ id: items.data[0]?.id ?? '', price: open.professional.id }],
      },
    },
  });
  expect(await (await fetch(session.url)).text()).toContain('Confirm the change');
  await open.fake.click(session.url, { plan: 'confirm' });
  expect((await open.stripe.subscriptions.retrieve(id)).items.data[0]?.price.id).toBe(open.professional.id);
});

test('a program moves the clock, has a card declined and a charge disputed over HTTP', async () => {
  const open = await openStripe();
  const { fake, stripe } = open;
  const { id } = await subscribe(open);
  const post = async (path: string, form: Record<string, string>) =>
    (await fetch(new URL(`/stand-in/${path}`, fake.url), { method: 'POST', body: new URLSearchParams(form) })).json();
  const [card] = (await stripe.customers.listPaymentMethods(open.customer.id)).data;
  await post('card', { payment_method: card?.id ?? '', decline: 'insufficient_funds' });
  expect(await post('advance', { days: '28', hours: '2' })).toEqual({ now: '2026-02-28T12:00:00.000Z' });
  expect((await stripe.subscriptions.retrieve(id)).status).toBe('past_due');
  await post('card', { payment_method: card?.id ?? '' });
  await post('advance', { days: '4' });
  expect((await stripe.subscriptions.retrieve(id)).status).toBe('active');
  const [charge] = (await stripe.charges.list()).data;
  await post('dispute', { charge: charge?.id ?? '' });
  expect(typesOf(fake)).toContain('charge.dispute.created');
});

test('the key’s account and the portal’s settings can be read', async () => {
  const { stripe } = await openStripe();
  expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ object: 'account', charges_enabled: true });
  const [portal] = (await stripe.billingPortal.configurations.list({ is_default: true })).data;
  expect(portal?.features.subscription_cancel).toMatchObject({ enabled: true, mode: 'at_period_end' });
});

test('two fakes with one seed and one clock tell the same story', async () => {
  const story = async () => {
    const open = await openStripe({ seed: 'same' });
    await subscribe(open, { trial_period_days: 3 });
    await open.fake.advance({ days: 60 });
    const urls = new RegExp(open.fake.url, 'g');
    const known = [...open.fake.state.events.values()].map((event) => ({
      ...event,
      request: { ...event.request, idempotency_key: null },
    }));
    return JSON.stringify(known).replace(urls, '');
  };
  expect(await story()).toBe(await story());
});
