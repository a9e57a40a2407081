import type Stripe from 'stripe';
import type { z } from 'zod';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import type { PreviewInput } from '../endpoints/subscription-input.ts';
import { buildInvoice } from './build-invoice.ts';
import { buildSubscription } from './build-subscription.ts';
import { newDiscount } from './discounts.ts';
import { periodLine, trialLine } from './lines.ts';
import { periodAt, recurringOf } from './periods.ts';
import { unusedLine } from './prorations.ts';
import { changeItems } from './update-subscription.ts';

type Input = z.output<typeof PreviewInput>;

/** The invoice that a change or a new subscription would make. Nothing is stored. */
export function previewInvoice(state: FakeStripeState, input: Input): Stripe.Invoice {
  const known = input.subscription === undefined ? undefined : state.subscriptions.get(input.subscription);
  if (input.subscription !== undefined && !known) throw missing('subscription', input.subscription, 'subscription');
  const customer = state.customers.get(String(known?.customer ?? input.customer));
  if (!customer) throw missing('customer', input.customer ?? '', 'customer');
  const subscription = known ?? wouldBe(state, customer, input);
  if (subscription.status === 'canceled')
    throw invalid('No upcoming invoices for customer', 'subscription', 'invoice_upcoming_none');
  const at = input.subscription_details?.proration_date ?? state.now(customer.id);
  const preview = known ? linesOfChange(state, known, input, at) : firstLines(state, subscription);
  const invoice = buildInvoice(state, `upcoming_in_${state.newId('pre')}`, {
    customer,
    subscription,
    lines: preview.lines,
    reason: preview.reason,
    period: preview.period,
    currency: subscription.currency,
    finalizesAt: null,
    discounts: input.discounts?.map(
      (each) =>
        state.discounts.get(each.discount ?? '') ??
        newDiscount(state, each, { customer: customer.id, subscription: subscription.id }),
    ),
  });
  if (!known && invoice.parent?.subscription_details) invoice.parent = null;
  return { ...invoice, next_payment_attempt: preview.period.end };
}

function wouldBe(state: FakeStripeState, customer: Stripe.Customer, input: Input): Stripe.Subscription {
  const details = input.subscription_details;
  const items = (details?.items ?? []).flatMap(({ price, quantity }) =>
    price === undefined ? [] : [{ price, quantity }],
  );
  if (items.length === 0) throw invalid('No upcoming invoices for customer', 'customer', 'invoice_upcoming_none');
  return buildSubscription(state, {
    customer,
    items,
    currency: input.currency,
    trialEnd: typeof details?.trial_end === 'number' ? details.trial_end : null,
    automaticTax: input.automatic_tax?.enabled,
  });
}

function firstLines(state: FakeStripeState, subscription: Stripe.Subscription) {
  const lines = subscription.items.data.map((item) => {
    const period = { start: item.current_period_start, end: item.current_period_end };
    return subscription.trial_end === null
      ? periodLine(state, subscription, item, period)
      : trialLine(state, subscription, item, period);
  });
  const period = { start: subscription.created, end: subscription.created };
  return { lines, reason: 'subscription_create' as const, period };
}

function linesOfChange(state: FakeStripeState, subscription: Stripe.Subscription, input: Input, at: number) {
  const {
    items = [],
    proration_behavior: behavior = 'create_prorations',
    cancel_now,
  } = input.subscription_details ?? {};
  const waiting = [...state.pendingLines.values()].filter((pending) => pending.subscription === subscription.id);
  const pending = waiting.map(({ line }) => line);
  if (cancel_now) {
    const unused = subscription.items.data.map((item) => unusedLine(state, subscription, item, at));
    return { lines: [...pending, ...unused], reason: 'subscription_update' as const, period: { start: at, end: at } };
  }
  const change = changeItems(state, subscription, items, { behavior, at });
  if (change.startsAnew || (behavior === 'always_invoice' && items.length > 0))
    return {
      lines: [...pending, ...change.lines],
      reason: 'subscription_update' as const,
      period: { start: at, end: at },
    };
  const [first] = change.items;
  const end = first?.current_period_end ?? at;
  const stops = subscription.cancel_at !== null && subscription.cancel_at <= end;
  const next = stops
    ? []
    : change.items.map((item) => {
        const period = periodAt(subscription.billing_cycle_anchor, recurringOf(item.price), item.current_period_end);
        return periodLine(state, subscription, item, period);
      });
  return {
    lines: [...pending, ...change.lines, ...next],
    reason: 'upcoming' as const,
    period: { start: first?.current_period_start ?? at, end },
  };
}
