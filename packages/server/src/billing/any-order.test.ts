import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { openBillingServer, pages, webhookSecret } from '../../test/billing.ts';
import { reconcileBilling } from './index.ts';

// Everybody lives by the second: time passes only where it is moved.
const start = new Date('2026-01-15T12:00:00Z');
const { server, organization, stripe, sdk, settled, endpoint } = await openBillingServer({ now: () => start });

// Nothing is sent by itself: what arrives, when and how often is the test's to say.
stripe.webhooks.hold();

type FakeEvent = Parameters<typeof stripe.webhooks.sign>[0];

interface Life {
  organizationId: string;
  customer: string;
  /** How its events arrive; in order and all of them where there is none. */
  dice: Dice | null;
  /** Events that wait for a later moment. */
  late: FakeEvent[];
  seen: number;
}

/** Numbers from 0 to 1, the same for the same seed. */
class Dice {
  #state: number;
  readonly loses: boolean;
  constructor(seed: number, loses: boolean) {
    this.#state = seed;
    this.loses = loses;
  }
  roll(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }
  shuffle<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, at: this.roll() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}

const customerOf = (event: FakeEvent): unknown => {
  const { object } = event.data;
  if (!('object' in object) || object.object !== 'customer') return 'customer' in object ? object.customer : null;
  return 'id' in object ? object.id : null;
};

async function send(event: FakeEvent): Promise<void> {
  const { body, header } = stripe.webhooks.sign(event, [webhookSecret]);
  const headers = { 'content-type': 'application/json', 'stripe-signature': header };
  const { status } = await fetch(endpoint, { method: 'POST', headers, body });
  if (status !== 200) throw new Error(`an event was answered with ${status}`);
}

/** Lets arrive what has happened so far, as the life's dice will have it. */
async function deliver(life: Life, isLast = false): Promise<void> {
  const all = [...stripe.state.events.values()].filter((event) => customerOf(event) === life.customer);
  const fresh = all.slice(life.seen);
  life.seen = all.length;
  const { dice } = life;
  if (dice === null) {
    for (const event of fresh) await send(event);
    return;
  }
  const waiting = [...life.late, ...fresh.filter(() => !dice.loses || dice.roll() > 0.25)];
  life.late = isLast ? [] : waiting.filter(() => dice.roll() < 0.3);
  const now = waiting.filter((event) => !life.late.includes(event));
  const again = [...now, ...all.slice(0, life.seen)].filter(() => dice.roll() < 0.1);
  await Promise.all(dice.shuffle([...now, ...(dice.loses ? [] : again)]).map(send));
}

async function checkout(customer: string, tier: string): Promise<void> {
  const [price] = (await sdk.prices.list({ lookup_keys: [`songtrackpro_${tier}_month`] })).data;
  const { url } = await sdk.checkout.sessions.create({
    mode: 'subscription',
    customer,
    line_items: [{ price: price?.id ?? '', quantity: 1 }],
    success_url: pages.successUrl,
  });
  await stripe.click(url ?? '', { card: 'visa' });
}

const livingOf = async (customer: string) => (await sdk.subscriptions.list({ customer })).data[0];
const methodsOf = async (customer: string) => (await sdk.customers.listPaymentMethods(customer)).data;

/** What happens to every subscriber in two years, but for the passing of time. */
const phases: { days: number; happens: (customer: string) => Promise<unknown> }[] = [
  { days: 15, happens: async () => undefined },
  {
    days: 32,
    happens: async (customer) => {
      for (const { id } of await methodsOf(customer)) stripe.state.declines.set(id, 'insufficient_funds');
    },
  },
  {
    days: 5,
    happens: async (customer) => {
      for (const { id } of await methodsOf(customer)) stripe.state.declines.delete(id);
    },
  },
  {
    days: 250,
    happens: async (customer) => {
      const [price] = (await sdk.prices.list({ lookup_keys: ['songtrackpro_professional_month'] })).data;
      const living = await livingOf(customer);
      const item = living?.items.data[0]?.id ?? '';
      await sdk.subscriptions.update(living?.id ?? '', { items: [{ id: item, price: price?.id ?? '' }] });
    },
  },
  {
    days: 40,
    happens: async (customer) =>
      sdk.subscriptions.update((await livingOf(customer))?.id ?? '', { cancel_at_period_end: true }),
  },
  { days: 300, happens: (customer) => checkout(customer, 'starter') },
  { days: 88, happens: async () => undefined },
];

const stateOf = async ({ organizationId }: Life) => {
  const [row] = await server.services.postgres.worker`
    select tier, status, stripe_status, billing_interval, price_minor, currency, trial_started_at, trial_ends_at,
      current_period_start, current_period_end, auto_renew, cancel_at_period_end, cancel_at, canceled_at, ended_at,
      grace_ends_at, attention,
      (select json_agg(json_build_array(i.status, i.total_minor, i.amount_paid_minor, i.attempts, i.issued_at)
        order by i.issued_at, i.total_minor) from invoices i where i.organization_id = s.organization_id) as invoices
    from subscriptions s where organization_id = ${organizationId}`;
  return row;
};

async function begin(dice: Dice | null): Promise<Life> {
  const { client, id } = await organization();
  const { url } = await client.billing.startCheckout({ tier: 'starter', interval: 'month', ...pages });
  await stripe.click(url ?? '', { card: 'visa' });
  const [row] = await server.services.postgres.worker`
    select stripe_customer_id as customer from subscriptions where organization_id = ${id}`;
  return { organizationId: id, customer: String(row?.customer), dice, late: [], seen: 0 };
}

/** So that those who come later needn’t wait for the renewals of those before. */
async function end({ customer }: Life): Promise<void> {
  await server.services.postgres.worker`
    update subscriptions set stripe_customer_id = null where stripe_customer_id = ${customer}`;
  await sdk.customers.del(customer);
}

/** One customer to compare with, and as many others, who live the same two years at the same time. */
async function liveTogether(seeds: readonly number[]): Promise<void> {
  const control = await begin(null);
  const others = await Promise.all(seeds.map((seed, index) => begin(new Dice(seed, index % 2 === 0))));
  const statuses = new Set<unknown>();
  for (const [index, { days, happens }] of phases.entries()) {
    await Promise.all([control, ...others].map(({ customer }) => happens(customer)));
    await stripe.advance({ days });
    await Promise.all([control, ...others].map((life) => deliver(life, index === phases.length - 1)));
    await settled();
    statuses.add((await stateOf(control))?.stripe_status);
  }
  expect([...statuses]).toEqual(['active', 'past_due', 'canceled']);
  const wanted = await stateOf(control);
  expect(wanted).toMatchObject({ tier: 'starter', status: 'active', price_minor: '2900', attention: null });
  for (const life of others) if (life.dice?.loses === false) expect(await stateOf(life)).toEqual(wanted);
  await reconcileBilling(server.services);
  for (const life of others) expect(await stateOf(life)).toEqual(wanted);
  await Promise.all([control, ...others].map(end));
}

/** So many at the same time. */
const together = 25;

test('whatever the order in which the events of two years come, twice, late or never, the state ends as Stripe has it', async () => {
  const batches = Math.ceil(rounds.shuffles / together);
  const seeds = fc.array(fc.nat(), { minLength: together, maxLength: together });
  await fc.assert(fc.asyncProperty(seeds, liveTogether), { numRuns: batches, endOnFailure: true });
}, 3_600_000);
