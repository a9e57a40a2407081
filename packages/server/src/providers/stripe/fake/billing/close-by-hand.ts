import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { markUncollectible, voidInvoice } from './close-invoice.ts';
import { expireIncomplete } from './end-subscription.ts';
import { changeSubscription, subscriptionOf } from './subscription-status.ts';

/** A person lets an invoice go: the subscription that was late for it is in good standing again. */
export function closeByHand(state: FakeStripeState, invoice: Stripe.Invoice, as: 'void' | 'uncollectible') {
  const closed = as === 'void' ? voidInvoice(state, invoice) : markUncollectible(state, invoice);
  const subscription = subscriptionOf(state, invoice);
  if (subscription?.latest_invoice !== invoice.id) return closed;
  if (subscription.status === 'past_due') changeSubscription(state, subscription, { status: 'active' });
  if (subscription.status === 'incomplete' && as === 'void') expireIncomplete(state, subscription);
  return closed;
}
