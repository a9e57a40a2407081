import Stripe from 'stripe';
import { afterAll } from 'vitest';
import { type FakeStripe, type FakeStripeOptions, startFakeStripe } from '../../src/providers/fakes.ts';

export const start = new Date('2026-01-31T10:00:00Z');
export const day = 86_400;

export interface OpenStripe {
  fake: FakeStripe;
  stripe: Stripe;
  customer: Stripe.Customer;
  /** 29.00, 79.00 and 790.00 euros. */
  starter: Stripe.Price;
  professional: Stripe.Price;
  yearly: Stripe.Price;
}

/** The fake at a fixed time, with a customer and three prices, and the real SDK in front of it. */
export async function openStripe(options: FakeStripeOptions = {}): Promise<OpenStripe> {
  const fake = await startFakeStripe({ now: () => start, ...options });
  afterAll(fake.close);
  const stripe = sdkFor(fake);
  const product = async (name: string) => stripe.products.create({ name });
  const [first, second] = [await product('Starter'), await product('Professional')];
  const price = (of: string, lookupKey: string, amount: number, interval: 'month' | 'year') =>
    stripe.prices.create({
      product: of,
      lookup_key: lookupKey,
      unit_amount: amount,
      currency: 'eur',
      recurring: { interval },
    });
  return {
    fake,
    stripe,
    customer: await stripe.customers.create({ email: 'billing@label.example', metadata: { organizationId: 'o1' } }),
    starter: await price(first.id, 'starter_month', 2900, 'month'),
    professional: await price(second.id, 'professional_month', 7900, 'month'),
    yearly: await price(second.id, 'professional_year', 79_000, 'year'),
  };
}

export function sdkFor(fake: FakeStripe, retries = 0): Stripe {
  return new Stripe(fake.settings.apiKey, {
    ...fake.connection,
    telemetry: false,
    maxNetworkRetries: retries,
    timeout: 5000,
  });
}

/** A card of a customer that becomes the default. */
export async function addCard({ stripe, customer }: OpenStripe, name = 'visa'): Promise<Stripe.PaymentMethod> {
  const card = await stripe.paymentMethods.attach(`pm_card_${name}`, { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  return card;
}

/** A paid subscription of the customer. */
export async function subscribe(
  open: OpenStripe,
  more: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> {
  await addCard(open);
  const items = [{ price: open.starter.id }];
  return open.stripe.subscriptions.create({ customer: open.customer.id, items, ...more });
}

/** The refusal that a call ends with; fails when it doesn't. */
export async function refusalOf(work: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('expected Stripe to refuse, but it answered');
}

export const typesOf = (fake: FakeStripe, from = 0) =>
  [...fake.state.events.values()].slice(from).map(({ type }) => type);
