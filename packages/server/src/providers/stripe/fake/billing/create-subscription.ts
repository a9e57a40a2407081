import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid } from '../core/stripe-refusal.ts';
import { buildSubscription, type NewSubscription } from './build-subscription.ts';
import { declined } from './cards.ts';
import { redeem, usable } from './discounts.ts';
import { amountIn, periodLine, trialLine } from './lines.ts';
import { attemptPayment, cardFor, draftInvoice, finalizeInvoice } from './pay-invoice.ts';
import { paymentOf } from './payment-intents.ts';

/** Starts a subscription: with a trial, paid, or incomplete where the first payment fails. */
export function createSubscription(state: FakeStripeState, asked: NewSubscription): Stripe.Subscription {
  for (const discount of asked.discounts ?? []) if (discount.discount === undefined) usable(state, discount);
  const subscription = buildSubscription(state, asked);
  const items = subscription.items.data;
  const [first] = items;
  if (!first) throw invalid('Missing required param: items.', 'items', 'parameter_missing');
  const trial = subscription.trial_end !== null;
  const due = items.reduce((sum, item) => sum + amountIn(item.price, subscription.currency) * (item.quantity ?? 1), 0);
  const hasCard = subscription.default_payment_method ?? asked.customer.invoice_settings.default_payment_method;
  if (!trial && due > 0 && hasCard === null && asked.paymentBehavior !== 'default_incomplete')
    throw invalid(
      'This customer has no attached payment source or default payment method. Please consider adding a default payment method.',
      undefined,
      'resource_missing',
    );
  state.subscriptions.set(subscription.id, subscription);
  subscription.discounts = redeem(state, asked.discounts ?? [], {
    customer: asked.customer.id,
    subscription: subscription.id,
    session: asked.session ?? null,
  });
  state.emit('customer.subscription.created', subscription);
  const period = { start: first.current_period_start, end: first.current_period_end };
  const invoice = draftInvoice(state, {
    customer: asked.customer,
    subscription,
    lines: items.map((item) =>
      trial ? trialLine(state, subscription, item, period) : periodLine(state, subscription, item, period),
    ),
    reason: 'subscription_create',
    period: { start: subscription.created, end: subscription.created },
    currency: subscription.currency,
    finalizesAt: null,
  });
  finalizeInvoice(state, invoice);
  if (invoice.status === 'open' && asked.paymentBehavior !== 'default_incomplete') {
    const failure = attemptPayment(state, invoice, cardFor(state, invoice));
    if (failure !== null && asked.paymentBehavior === 'error_if_incomplete') {
      forget(state, subscription, invoice);
      throw declined(failure, paymentOf(state, invoice)?.intent);
    }
  }
  return subscription;
}

/** A refused subscription leaves nothing behind. */
function forget(state: FakeStripeState, subscription: Stripe.Subscription, invoice: Stripe.Invoice): void {
  state.subscriptions.delete(subscription.id);
  state.invoices.delete(invoice.id);
}
