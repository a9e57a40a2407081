import fc from 'fast-check';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { rounds } from '../../../../scripts/vitest/rounds.ts';
import { addCard, type OpenStripe, openStripe } from './open-stripe.ts';

const steps = [
  'wait',
  'goodCard',
  'badCard',
  'up',
  'down',
  'year',
  'cancelAtEnd',
  'keep',
  'cancel',
  'pay',
  'pause',
  'resume',
] as const;
type Step = { what: (typeof steps)[number]; days: number };
const lives = fc.array(fc.record({ what: fc.constantFrom(...steps), days: fc.integer({ min: 1, max: 45 }) }), {
  minLength: 3,
  maxLength: 12,
});

/** One step of a life; what Stripe refuses in the state it found is part of the life. */
async function live(open: OpenStripe, id: string, { what, days }: Step): Promise<void> {
  const { fake, stripe } = open;
  const to = async (price: string) => {
    const { items } = await stripe.subscriptions.retrieve(id);
    await stripe.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? '', price }] });
  };
  const work: Record<Step['what'], () => Promise<unknown>> = {
    wait: () => fake.advance({ days }),
    goodCard: () => addCard(open),
    badCard: () => addCard(open, 'chargeCustomerFail'),
    up: () => to(open.professional.id),
    down: () => to(open.starter.id),
    year: () => to(open.yearly.id),
    cancelAtEnd: () => stripe.subscriptions.update(id, { cancel_at_period_end: true }),
    keep: () => stripe.subscriptions.update(id, { cancel_at_period_end: false }),
    cancel: () => stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true }),
    pay: async () => {
      const [due] = (await stripe.invoices.list({ status: 'open' })).data;
      if (due) await stripe.invoices.pay(due.id);
    },
    pause: () => stripe.subscriptions.pause(id),
    resume: () => stripe.subscriptions.resume(id),
  };
  await work[what]().catch((error) => {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeCardError))
      throw error;
  });
  await fake.advance({ days: 1 });
}

/** What holds for any invoice, whatever led to it. */
function checkInvoice(invoice: Stripe.Invoice): void {
  const lines = invoice.lines.data.reduce((sum, { amount }) => sum + amount, 0);
  expect(invoice.subtotal).toBe(lines);
  expect(Number.isInteger(invoice.total)).toBe(true);
  if (invoice.status === 'draft') return;
  const { total, starting_balance: before, ending_balance: after, amount_due: due } = invoice;
  // What a customer owes or is owed is neither made nor lost.
  expect(due + (after ?? 0)).toBe(total + before);
  expect(invoice.amount_paid).toBe(invoice.status === 'paid' ? due : 0);
  expect(invoice.amount_remaining).toBe(due - invoice.amount_paid);
}

test(
  'in any life the sums of invoices hold, what was paid was charged, and what has ended stays so',
  async () => {
    const property = fc.asyncProperty(lives, async (life) => {
      const open = await openStripe();
      await addCard(open);
      const { id } = await open.stripe.subscriptions.create({
        customer: open.customer.id,
        items: [{ price: open.starter.id }],
      });
      let ended: number | null = null;
      for (const step of life) {
        await live(open, id, step);
        const { status, ended_at } = await open.stripe.subscriptions.retrieve(id);
        if (ended !== null) expect([status, ended_at]).toEqual(['canceled', ended]);
        ended = ended_at;
      }
      const { fake } = open;
      const invoices = [...fake.state.invoices.values()];
      for (const invoice of invoices) checkInvoice(invoice);
      const charged = [...fake.state.charges.values()].reduce((sum, { amount_captured }) => sum + amount_captured, 0);
      expect(charged).toBe(invoices.reduce((sum, { amount_paid }) => sum + amount_paid, 0));
      const times = [...fake.state.events.values()].map(({ created }) => created);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      await fake.close();
    });
    await fc.assert(property, { numRuns: Math.ceil(rounds.properties / 8) });
  },
  60_000 + rounds.properties * 200,
);
