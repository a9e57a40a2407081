import type Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import { newItem, planOf } from './build-subscription.ts';
import { periodLine } from './lines.ts';
import { attemptPayment, draftInvoice, finalizeInvoice } from './pay-invoice.ts';
import { periodAt, recurringOf } from './periods.ts';
import { type NewTerms, remainingLine, startsAnew, unusedLine } from './prorations.ts';
import { takePending } from './renew.ts';

export type ProrationBehavior = 'create_prorations' | 'always_invoice' | 'none';

export interface AskedItem {
  id?: string | undefined;
  price?: string | undefined;
  quantity?: number | undefined;
  deleted?: boolean | undefined;
}

export interface ItemChange {
  items: Stripe.SubscriptionItem[];
  /** What is billed because of the change. */
  lines: Stripe.InvoiceLineItem[];
  /** A new period begins, which is billed at once. */
  startsAnew: boolean;
}

/** What a change of items would do; nothing is stored. */
export function changeItems(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  asked: readonly AskedItem[],
  { behavior, at }: { behavior: ProrationBehavior; at: number },
): ItemChange {
  const trial = subscription.status === 'trialing';
  const lines: Stripe.InvoiceLineItem[] = [];
  let anew = false;
  let items = [...subscription.items.data];
  for (const each of asked) {
    const item = each.id === undefined ? undefined : items.find(({ id }) => id === each.id);
    if (each.id !== undefined && !item) throw missing('subscription item', each.id, 'items[0][id]');
    const price = each.price === undefined ? item?.price : state.prices.get(each.price);
    if (!price) throw missing('price', each.price ?? '', 'items[0][price]');
    if (each.price !== undefined && !price.active) throw invalid('The price specified is inactive.', 'items[0][price]');
    if (!item) {
      items.push(
        newItem(
          state,
          { ...subscription, created: at, trial_end: trial ? subscription.trial_end : null },
          price,
          each.quantity,
        ),
      );
      continue;
    }
    const terms: NewTerms = { price, quantity: each.quantity ?? item.quantity ?? 1 };
    const restarts = !trial && !each.deleted && startsAnew(subscription, item, terms);
    anew ||= restarts;
    if (!trial && behavior !== 'none') {
      lines.push(unusedLine(state, subscription, item, at));
      if (!restarts && !each.deleted) lines.push(remainingLine(state, subscription, item, terms, at));
    }
    if (each.deleted) items = items.filter(({ id }) => id !== item.id);
    else {
      const period = restarts
        ? periodAt(at, recurringOf(price), at)
        : { start: item.current_period_start, end: item.current_period_end };
      const changed: Stripe.SubscriptionItem = {
        ...item,
        price,
        plan: planOf(price),
        quantity: terms.quantity,
        current_period_start: period.start,
        current_period_end: period.end,
      };
      items = items.map((kept) => (kept.id === item.id ? changed : kept));
      if (restarts) lines.push(periodLine(state, subscription, changed, period));
    }
  }
  return { items, lines, startsAnew: anew };
}

/** Bills a change: at once, or with the next invoice. */
export function billChange(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  change: ItemChange,
  behavior: ProrationBehavior,
): void {
  const customer = state.customers.get(String(subscription.customer));
  if (!customer || change.lines.length === 0) return;
  if (!change.startsAnew && behavior !== 'always_invoice') {
    for (const line of change.lines)
      state.pendingLines.set(line.id, { customer: customer.id, subscription: subscription.id, line });
    return;
  }
  const at = state.now(customer.id);
  const invoice = draftInvoice(state, {
    customer,
    subscription,
    lines: [...takePending(state, subscription), ...change.lines],
    reason: 'subscription_update',
    period: { start: at, end: at },
    currency: subscription.currency,
    finalizesAt: null,
  });
  finalizeInvoice(state, invoice);
  if (invoice.status === 'open') attemptPayment(state, invoice);
}
