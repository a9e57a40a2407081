import type Stripe from 'stripe';
import { change } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';

/** Changes a subscription and tells it, with what was before; nothing is told where nothing differs. */
export function changeSubscription(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  changes: Partial<Stripe.Subscription>,
): void {
  const previous = change(subscription, changes);
  if (previous) state.emit('customer.subscription.updated', subscription, previous);
}

export const isOver = ({ status }: Stripe.Subscription) => status === 'canceled' || status === 'incomplete_expired';

/** The subscription that an invoice belongs to. */
export function subscriptionOf(state: FakeStripeState, invoice: Stripe.Invoice): Stripe.Subscription | undefined {
  return state.subscriptions.get(String(invoice.parent?.subscription_details?.subscription));
}

export const invoicesOf = (state: FakeStripeState, subscription: Stripe.Subscription): Stripe.Invoice[] =>
  state.invoiceIndex.of(subscription.id);

/** A paused subscription is active again. */
export function resumeNow(state: FakeStripeState, subscription: Stripe.Subscription): void {
  if (subscription.status !== 'paused') return;
  subscription.status = 'active';
  delete subscription.status_details;
  state.emit('customer.subscription.updated', subscription, { status: 'paused' });
  state.emit('customer.subscription.resumed', subscription);
}
