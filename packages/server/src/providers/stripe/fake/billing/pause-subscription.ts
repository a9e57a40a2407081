import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid } from '../core/stripe-refusal.ts';
import { periodLine } from './lines.ts';
import { attemptPayment, draftInvoice, finalizeInvoice } from './pay-invoice.ts';
import { periodAt, recurringOf } from './periods.ts';
import { remainingLine, unusedLine } from './prorations.ts';
import { takePending } from './renew.ts';
import { resumeNow } from './subscription-status.ts';

/** Stops a subscription until it is resumed; what is left of its period is given back with the next invoice. */
export function pauseSubscription(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  { givesBack = true }: { givesBack?: boolean } = {},
): Stripe.Subscription {
  if (!['active', 'trialing', 'past_due'].includes(subscription.status))
    throw invalid(`This subscription can't be paused in status ${subscription.status}.`);
  const customer = String(subscription.customer);
  const at = state.now(customer);
  if (givesBack && subscription.status === 'active')
    for (const item of subscription.items.data) {
      const line = unusedLine(state, subscription, item, at);
      state.pendingLines.set(line.id, { customer, subscription: subscription.id, line });
    }
  const previous = { status: subscription.status };
  subscription.status = 'paused';
  subscription.status_details = {
    paused: { subscription: { type: 'pause_requested' }, transitioned_at: at, type: 'subscription' },
  };
  state.emit('customer.subscription.updated', subscription, previous);
  state.emit('customer.subscription.paused', subscription);
  return subscription;
}

export interface Resumption {
  anchor: 'now' | 'unchanged';
  /** Whether it waits for the money, or only for the attempt. */
  on: 'resume_on_payment_attempt' | 'resume_on_payment_success';
}

/** A paused subscription goes on: by a new period from now, or in the one in which it would be. */
export function resumeSubscription(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  { anchor, on }: Resumption,
): Stripe.Subscription {
  if (subscription.status !== 'paused') throw invalid('This subscription is not paused.');
  const customer = state.customers.get(String(subscription.customer));
  if (!customer) throw invalid('This subscription has no customer.');
  const at = state.now(customer.id);
  if (anchor === 'now') subscription.billing_cycle_anchor = at;
  const items = subscription.items.data.map((item) => {
    const period = periodAt(subscription.billing_cycle_anchor, recurringOf(item.price), at);
    return { ...item, current_period_start: period.start, current_period_end: period.end };
  });
  subscription.items = { ...subscription.items, data: items };
  const invoice = draftInvoice(state, {
    customer,
    subscription,
    lines: [
      ...takePending(state, subscription),
      ...items.map((item) =>
        anchor === 'now'
          ? periodLine(state, subscription, item, { start: item.current_period_start, end: item.current_period_end })
          : remainingLine(state, subscription, item, { price: item.price, quantity: item.quantity ?? 1 }, at),
      ),
    ],
    reason: 'subscription_update',
    period: { start: at, end: at },
    currency: subscription.currency,
    finalizesAt: null,
  });
  state.resumingInvoices.add(invoice.id);
  finalizeInvoice(state, invoice);
  if (on === 'resume_on_payment_attempt') resumeNow(state, subscription);
  if (invoice.status === 'open') attemptPayment(state, invoice);
  return subscription;
}
