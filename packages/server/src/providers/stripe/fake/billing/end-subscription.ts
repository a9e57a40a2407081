import type Stripe from 'stripe';
import { set } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';
import { voidInvoice } from './close-invoice.ts';
import { invoicesOf } from './subscription-status.ts';

/** Ends a subscription. Its open invoices stay owed, but are no longer charged by themselves. */
export function cancelNow(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  details: Partial<Stripe.Subscription.CancellationDetails> = {},
): Stripe.Subscription {
  const at = state.now(String(subscription.customer));
  set(subscription, {
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? at,
    ended_at: at,
    pause_collection: null,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      ...subscription.cancellation_details,
      ...details,
      reason: details.reason ?? subscription.cancellation_details?.reason ?? 'cancellation_requested',
    },
  });
  stopCharging(state, subscription);
  state.emit('customer.subscription.deleted', subscription);
  return subscription;
}

/** The first payment never came: 23 hours after it was asked for, the subscription is over and its invoice void. */
export function expireIncomplete(state: FakeStripeState, subscription: Stripe.Subscription): void {
  const previous = { status: subscription.status, ended_at: subscription.ended_at };
  subscription.status = 'incomplete_expired';
  subscription.ended_at = state.now(String(subscription.customer));
  state.emit('customer.subscription.updated', subscription, previous);
  for (const invoice of invoicesOf(state, subscription)) if (invoice.status === 'open') voidInvoice(state, invoice);
}

function stopCharging(state: FakeStripeState, subscription: Stripe.Subscription): void {
  for (const invoice of invoicesOf(state, subscription)) {
    if (invoice.status !== 'open' && invoice.status !== 'draft') continue;
    invoice.auto_advance = false;
    invoice.next_payment_attempt = null;
    invoice.automatically_finalizes_at = null;
  }
  for (const [id, pending] of state.pendingLines)
    if (pending.subscription === subscription.id) state.pendingLines.delete(id);
}
