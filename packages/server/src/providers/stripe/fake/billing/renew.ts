import type Stripe from 'stripe';
import { set } from '../core/change.ts';
import type { FakeStripeState } from '../core/state.ts';
import { markUncollectible, voidInvoice } from './close-invoice.ts';
import { cancelNow } from './end-subscription.ts';
import { periodLine } from './lines.ts';
import { attemptPayment, draftInvoice, finalizeInvoice } from './pay-invoice.ts';
import { periodAt, recurringOf } from './periods.ts';
import { changeSubscription, subscriptionOf } from './subscription-status.ts';

/** The lines that wait for a subscription's next invoice. */
export function takePending(state: FakeStripeState, subscription: Stripe.Subscription): Stripe.InvoiceLineItem[] {
  const waiting = [...state.pendingLines].filter(([, pending]) => pending.subscription === subscription.id);
  for (const [id] of waiting) state.pendingLines.delete(id);
  return waiting.map(([, { line }]) => line);
}

/** Every item whose period is over begins the one in which the moment lies. */
function movePeriods(subscription: Stripe.Subscription, at: number): Stripe.SubscriptionItem[] {
  return subscription.items.data.map((item) => {
    if (item.current_period_end > at) return item;
    const period = periodAt(subscription.billing_cycle_anchor, recurringOf(item.price), at);
    return { ...item, current_period_start: period.start, current_period_end: period.end };
  });
}

/** A period is over: the next one begins, and is billed by a draft that is finalized an hour later. */
export function renew(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  status?: string,
): Stripe.Invoice | null {
  const customer = state.customers.get(String(subscription.customer));
  if (!customer) return null;
  const at = state.now(customer.id);
  const [before] = subscription.items.data;
  const ended = new Set(subscription.items.data.filter((item) => item.current_period_end <= at).map(({ id }) => id));
  const items = movePeriods(subscription, at);
  changeSubscription(state, subscription, {
    ...(status !== undefined && { status }),
    items: { ...subscription.items, data: items },
  });
  const invoice = draftInvoice(state, {
    customer,
    subscription,
    lines: [
      ...takePending(state, subscription),
      ...items
        .filter(({ id }) => ended.has(id))
        .map((item) =>
          periodLine(state, subscription, item, { start: item.current_period_start, end: item.current_period_end }),
        ),
    ],
    reason: 'subscription_cycle',
    period: { start: before?.current_period_start ?? at, end: at },
    currency: subscription.currency,
    finalizesAt: at + state.settings.draftSeconds,
  });
  // An unpaid subscription goes on making invoices, which nobody is asked to pay.
  const keptAsDraft = subscription.status === 'unpaid' || subscription.pause_collection?.behavior === 'keep_as_draft';
  if (keptAsDraft) set(invoice, { auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null });
  return invoice;
}

/** The draft's hour is over. */
export function finalizeAndCharge(state: FakeStripeState, invoice: Stripe.Invoice): void {
  finalizeInvoice(state, invoice);
  const paused = subscriptionOf(state, invoice)?.pause_collection?.behavior;
  if (invoice.status !== 'open') return;
  if (paused === 'void') voidInvoice(state, invoice);
  else if (paused === 'mark_uncollectible') markUncollectible(state, invoice);
  else attemptPayment(state, invoice);
}

/** A trial is over: it is billed, or what was set for a customer without a card happens. */
export function endTrial(state: FakeStripeState, subscription: Stripe.Subscription): void {
  const customer = state.customers.get(String(subscription.customer));
  const hasCard =
    subscription.default_payment_method !== null || customer?.invoice_settings.default_payment_method != null;
  const behavior = subscription.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice';
  if (!hasCard && behavior === 'cancel') {
    cancelNow(state, subscription, { reason: 'cancellation_requested' });
    return;
  }
  if (!hasCard && behavior === 'pause') {
    const previous = { status: subscription.status };
    subscription.status = 'paused';
    subscription.status_details = {
      paused: {
        subscription: { type: 'trial_end_without_payment_method' },
        transitioned_at: state.now(customer?.id),
        type: 'subscription',
      },
    };
    state.emit('customer.subscription.updated', subscription, previous);
    state.emit('customer.subscription.paused', subscription);
    return;
  }
  renew(state, subscription, 'active');
}
