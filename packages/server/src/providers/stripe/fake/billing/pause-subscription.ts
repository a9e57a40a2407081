import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid } from '../core/stripe-refusal.ts';
import { periodLine } from './lines.ts';
import { attemptPayment, draftInvoice, finalizeInvoice } from './pay-invoice.ts';
import { periodAt, recurringOf } from './periods.ts';

/** Stops a subscription until it is resumed. */
export function pauseSubscription(state: FakeStripeState, subscription: Stripe.Subscription): Stripe.Subscription {
  if (!['active', 'trialing', 'past_due'].includes(subscription.status))
    throw invalid(`This subscription can't be paused in status ${subscription.status}.`);
  const previous = { status: subscription.status };
  subscription.status = 'paused';
  subscription.status_details = {
    paused: {
      subscription: { type: 'pause_requested' },
      transitioned_at: state.now(String(subscription.customer)),
      type: 'subscription',
    },
  };
  state.emit('customer.subscription.updated', subscription, previous);
  state.emit('customer.subscription.paused', subscription);
  return subscription;
}

/** A paused subscription goes on: by a new period from now, which is billed, or within the one that it had. */
export function resumeSubscription(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  anchor: 'now' | 'unchanged',
): Stripe.Subscription {
  if (subscription.status !== 'paused') throw invalid('This subscription is not paused.');
  const customer = state.customers.get(String(subscription.customer));
  const at = state.now(String(subscription.customer));
  const [item] = subscription.items.data;
  const bills = anchor === 'now' || (item !== undefined && item.current_period_end <= at);
  if (anchor === 'now') subscription.billing_cycle_anchor = at;
  const periods = subscription.items.data.map((each) => {
    const period = bills
      ? periodAt(subscription.billing_cycle_anchor, recurringOf(each.price), at)
      : { start: each.current_period_start, end: each.current_period_end };
    return { ...each, current_period_start: period.start, current_period_end: period.end };
  });
  const previous = { status: 'paused' };
  subscription.items = { ...subscription.items, data: periods };
  if (!bills || !customer) {
    activate(state, subscription, previous);
    return subscription;
  }
  const invoice = draftInvoice(state, {
    customer,
    subscription,
    lines: periods.map((each) =>
      periodLine(state, subscription, each, { start: each.current_period_start, end: each.current_period_end }),
    ),
    reason: 'subscription_update',
    period: { start: at, end: at },
    currency: subscription.currency,
    finalizesAt: null,
  });
  finalizeInvoice(state, invoice);
  // Only a payment resumes it: until then it stays paused with an open invoice.
  if (invoice.status === 'paid' || attemptPayment(state, invoice) === null) activate(state, subscription, previous);
  return subscription;
}

function activate(state: FakeStripeState, subscription: Stripe.Subscription, previous: object): void {
  subscription.status = 'active';
  delete subscription.status_details;
  state.emit('customer.subscription.updated', subscription, previous);
  state.emit('customer.subscription.resumed', subscription);
}
