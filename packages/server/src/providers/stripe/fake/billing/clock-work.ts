import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { cancelNow, expireIncomplete } from './end-subscription.ts';
import { attemptPayment } from './pay-invoice.ts';
import { endTrial, finalizeAndCharge, renew } from './renew.ts';
import { changeSubscription, isOver } from './subscription-status.ts';

interface Due {
  at: number;
  work: () => void;
}

const hour = 3600;
const day = 24 * hour;

/** Does everything that time has made due, in its order, each as of its own moment. */
export function catchUp(state: FakeStripeState): void {
  for (let next = earliest(state); next !== null; next = earliest(state)) state.asOf(next.at, next.work);
}

function earliest(state: FakeStripeState): Due | null {
  let first: Due | null = null;
  for (const due of everythingDue(state)) if (first === null || due.at < first.at) first = due;
  return first;
}

function* everythingDue(state: FakeStripeState): Iterable<Due> {
  for (const invoice of state.invoiceIndex.unsettled()) {
    const due = dueOfInvoice(state, invoice);
    if (due && due.at <= state.now(String(invoice.customer))) yield due;
  }
  for (const subscription of state.subscriptions.values()) {
    const now = state.now(String(subscription.customer));
    for (const due of dueOfSubscription(state, subscription)) if (due.at <= now) yield due;
  }
  for (const session of state.checkoutSessions.values()) {
    if (session.status !== 'open' || session.expires_at > state.now(String(session.customer))) continue;
    yield { at: session.expires_at, work: () => expireSession(state, session) };
  }
}

function dueOfInvoice(state: FakeStripeState, invoice: Stripe.Invoice): Due | null {
  const { automatically_finalizes_at: finalizesAt, next_payment_attempt: attemptAt } = invoice;
  if (invoice.status === 'draft' && finalizesAt !== null)
    return { at: finalizesAt, work: () => finalizeAndCharge(state, invoice) };
  if (invoice.status === 'open' && attemptAt !== null)
    return { at: attemptAt, work: () => void attemptPayment(state, invoice) };
  return null;
}

function* dueOfSubscription(state: FakeStripeState, subscription: Stripe.Subscription): Iterable<Due> {
  if (isOver(subscription)) return;
  const { status, trial_end: trialEnd, cancel_at: cancelAt, pause_collection: pause } = subscription;
  if (status === 'incomplete') {
    yield { at: subscription.created + 23 * hour, work: () => expireIncomplete(state, subscription) };
    return;
  }
  // Before renewal, so that a subscription that ends with its period isn't billed for another.
  if (cancelAt !== null) yield { at: cancelAt, work: () => void cancelNow(state, subscription) };
  if (status === 'paused') return;
  if (pause?.resumes_at != null)
    yield { at: pause.resumes_at, work: () => changeSubscription(state, subscription, { pause_collection: null }) };
  if (status === 'trialing' && trialEnd !== null) {
    const warning = `${subscription.id} trial ends ${trialEnd}`;
    if (!state.told.has(warning)) {
      // A trial shorter than three days is announced as soon as it begins.
      const at = Math.max(subscription.created, trialEnd - 3 * day);
      yield { at, work: () => tellTrialEnd(state, subscription, warning) };
    }
    yield { at: trialEnd, work: () => endTrial(state, subscription) };
    return;
  }
  const ends = subscription.items.data.map((item) => item.current_period_end);
  if (ends.length > 0) yield { at: Math.min(...ends), work: () => void renew(state, subscription) };
}

function tellTrialEnd(state: FakeStripeState, subscription: Stripe.Subscription, warning: string): void {
  state.told.add(warning);
  state.emit('customer.subscription.trial_will_end', subscription);
}

export function expireSession(state: FakeStripeState, session: Stripe.Checkout.Session): void {
  session.status = 'expired';
  session.url = null;
  state.emit('checkout.session.expired', session);
}
