import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { amountIn, newLine, productName } from './lines.ts';
import { type Period, recurringOf } from './periods.ts';
import { invoicesOf } from './subscription-status.ts';

export interface NewTerms {
  price: Stripe.Price;
  quantity: number;
}

/** A change of price begins a new period where the interval differs, or where something free begins to cost. */
export function startsAnew(subscription: Stripe.Subscription, item: Stripe.SubscriptionItem, terms: NewTerms): boolean {
  const before = recurringOf(item.price);
  const after = recurringOf(terms.price);
  return (
    before.interval !== after.interval ||
    before.interval_count !== after.interval_count ||
    (amountIn(item.price, subscription.currency) === 0 && amountIn(terms.price, subscription.currency) > 0)
  );
}

/** What is given back for the rest of a period. */
export function unusedLine(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  at: number,
): Stripe.InvoiceLineItem {
  const amount = amountIn(item.price, subscription.currency) * (item.quantity ?? 1);
  const billed = lastBilled(state, subscription, item);
  return newLine(state, {
    currency: subscription.currency,
    amount: -restOf(amount, periodOf(item), at),
    description: `Unused time on ${productName(state, item.price)} after ${dayOf(at)}`,
    price: item.price,
    quantity: item.quantity ?? 1,
    period: { start: at, end: item.current_period_end },
    subscription: subscription.id,
    item: item.id,
    proration: true,
    ...(billed && { credited: billed }),
  });
}

/** What the new terms cost for the rest of a period. */
export function remainingLine(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  terms: NewTerms,
  at: number,
): Stripe.InvoiceLineItem {
  const amount = amountIn(terms.price, subscription.currency) * terms.quantity;
  return newLine(state, {
    currency: subscription.currency,
    amount: restOf(amount, periodOf(item), at),
    description: `Remaining time on ${productName(state, terms.price)} after ${dayOf(at)}`,
    price: terms.price,
    quantity: terms.quantity,
    period: { start: at, end: item.current_period_end },
    subscription: subscription.id,
    item: item.id,
    proration: true,
  });
}

const periodOf = (item: Stripe.SubscriptionItem): Period => ({
  start: item.current_period_start,
  end: item.current_period_end,
});

/** The share of an amount that the rest of a period has, to the second. */
const restOf = (amount: number, { start, end }: Period, at: number) =>
  Math.round((amount * Math.max(0, end - Math.max(at, start))) / (end - start));

function lastBilled(state: FakeStripeState, subscription: Stripe.Subscription, item: Stripe.SubscriptionItem) {
  for (const invoice of invoicesOf(state, subscription).toReversed()) {
    const lines = invoice.lines.data.filter(
      ({ parent, amount }) => parent?.subscription_item_details?.subscription_item === item.id && amount > 0,
    );
    if (lines.length > 0) return { invoice: invoice.id, lines: lines.map(({ id }) => id) };
  }
  return null;
}

const dayOf = (at: number) =>
  new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    at * 1000,
  );
