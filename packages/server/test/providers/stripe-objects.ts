import { z } from 'zod';
import { openStripe, subscribe } from './open-stripe.ts';

const Wire = z.record(z.string(), z.unknown());
export type Wire = z.infer<typeof Wire>;
const Page = z.object({ data: z.array(Wire) });

/** One object of each kind that Stripe's fixtures have, as the fake sends it. */
export async function objectsOfTheFake(): Promise<Record<string, Wire>> {
  const open = await openStripe();
  const { fake, stripe, customer, starter } = open;
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' });
  const { id, latest_invoice } = await subscribe(open, { discounts: [{ coupon: coupon.id }] });
  const session = await stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: [{ price: starter.id, quantity: 1 }],
    success_url: 'http://127.0.0.1:1/',
  });
  const [charge] = (await stripe.charges.list()).data;
  await stripe.refunds.create({ charge: charge?.id ?? '' });
  fake.dispute(charge?.id ?? '');
  await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id } });
  await stripe.taxRates.create({ display_name: 'VAT', percentage: 19, inclusive: false });
  await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:1/', enabled_events: ['*'] });
  await stripe.testHelpers.testClocks.create({ frozen_time: 1_800_000_000 });

  const ask = async (path: string, form?: Record<string, string>) => {
    const answer = await fetch(new URL(path, fake.url), {
      headers: { authorization: `Bearer ${fake.settings.apiKey}` },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    return answer.json();
  };
  const one = async (path: string, form?: Record<string, string>) => Wire.parse(await ask(path, form));
  const first = async (path: string) => Page.parse(await ask(path)).data[0] ?? {};
  const subscription = await one(`/v1/subscriptions/${id}?expand[0]=discounts`);
  return {
    subscription,
    discount: z.object({ discounts: z.array(Wire) }).parse(subscription).discounts[0] ?? {},
    customer: await one(`/v1/customers/${customer.id}`),
    product: await first('/v1/products'),
    price: await first('/v1/prices'),
    subscription_item: await first(`/v1/subscription_items?subscription=${id}`),
    invoice: await first('/v1/invoices'),
    line_item: await first(`/v1/invoices/${latest_invoice}/lines`),
    payment_method: await first(`/v1/payment_methods?customer=${customer.id}`),
    payment_intent: await first('/v1/payment_intents'),
    charge: await first('/v1/charges?expand[0]=data.refunds'),
    refund: await first('/v1/refunds'),
    dispute: await first('/v1/disputes'),
    coupon: await first('/v1/coupons'),
    promotion_code: await first('/v1/promotion_codes'),
    tax_rate: await first('/v1/tax_rates'),
    event: await first('/v1/events'),
    webhook_endpoint: await first('/v1/webhook_endpoints'),
    'checkout.session': await one(`/v1/checkout/sessions/${session.id}`),
    'test_helpers.test_clock': await first('/v1/test_helpers/test_clocks'),
    'billing_portal.session': await one('/v1/billing_portal/sessions', { customer: customer.id }),
    deleted_customer: await removed(open),
  };
}

async function removed({ stripe, fake }: Awaited<ReturnType<typeof openStripe>>): Promise<Wire> {
  const { id } = await stripe.customers.create();
  await stripe.customers.del(id);
  const headers = { authorization: `Bearer ${fake.settings.apiKey}` };
  return Wire.parse(await (await fetch(new URL(`/v1/customers/${id}`, fake.url), { headers })).json());
}
