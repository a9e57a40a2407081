import Stripe from 'stripe';
import { set } from '../core/change.ts';
import { listOf } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import type { AskedDiscount } from './discounts.ts';
import { amountIn } from './lines.ts';
import { periodAt, recurringOf } from './periods.ts';

export interface NewSubscription {
  customer: Stripe.Customer;
  items: readonly {
    price: string;
    quantity?: number | undefined;
    metadata?: Record<string, string> | null | undefined;
  }[];
  currency?: string | undefined;
  card?: string | null | undefined;
  metadata?: Record<string, string> | undefined;
  discounts?: readonly AskedDiscount[] | undefined;
  trialEnd?: number | null | undefined;
  missingCard?: 'cancel' | 'create_invoice' | 'pause' | undefined;
  automaticTax?: boolean | undefined;
  taxRates?: readonly string[] | undefined;
  paymentBehavior?: string | undefined;
  cancelAtPeriodEnd?: boolean | undefined;
  description?: string | undefined;
  session?: string | undefined;
}

/** A subscription as it is before anything was paid. */
export function buildSubscription(state: FakeStripeState, asked: NewSubscription): Stripe.Subscription {
  const { customer } = asked;
  const now = state.now(customer.id);
  const prices = asked.items.map(({ price }) => {
    const found = state.prices.get(price);
    if (!found) throw missing('price', price, 'items[0][price]');
    if (!found.active)
      throw invalid(`The price specified is inactive. This field only accepts active prices.`, 'items');
    return found;
  });
  const currency = asked.currency ?? prices[0]?.currency ?? 'usd';
  const trialEnd = asked.trialEnd != null && asked.trialEnd > now ? asked.trialEnd : null;
  const isFree = prices.every((price, index) => amountIn(price, currency) * (asked.items[index]?.quantity ?? 1) === 0);
  const id = state.newId('sub');
  const subscription: Stripe.Subscription = {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: {
      disabled_reason: null,
      enabled: asked.automaticTax ?? false,
      liability: asked.automaticTax ? { type: 'self' } : null,
    },
    billing_cycle_anchor: trialEnd ?? now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: asked.card ?? null,
    default_source: null,
    default_tax_rates: (asked.taxRates ?? []).map((rate) => {
      const found = state.taxRates.get(rate);
      if (!found) throw missing('tax rate', rate, 'default_tax_rates');
      return found;
    }),
    description: asked.description ?? null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: listOf([], `/v1/subscription_items?subscription=${id}`),
    latest_invoice: null,
    livemode: state.settings.livemode,
    managed_payments: null,
    metadata: asked.metadata ?? {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: trialEnd !== null ? 'trialing' : isFree ? 'active' : 'incomplete',
    test_clock: customer.test_clock ?? null,
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: null, missing_payment_method: asked.missingCard ?? 'create_invoice' },
    },
    trial_start: trialEnd === null ? null : now,
  };
  subscription.items.data = prices.map((price, index) =>
    newItem(state, subscription, price, asked.items[index]?.quantity, asked.items[index]?.metadata ?? {}),
  );
  if (asked.cancelAtPeriodEnd)
    set(subscription, {
      cancel_at_period_end: true,
      cancel_at: subscription.items.data[0]?.current_period_end ?? null,
      canceled_at: now,
    });
  return subscription;
}

export function newItem(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  price: Stripe.Price,
  quantity = 1,
  metadata: Record<string, string> = {},
): Stripe.SubscriptionItem {
  const { trial_end: trialEnd, created } = subscription;
  const period =
    trialEnd === null
      ? periodAt(subscription.billing_cycle_anchor, recurringOf(price), created)
      : { start: created, end: trialEnd };
  return {
    id: state.newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created,
    current_period_end: period.end,
    current_period_start: period.start,
    current_trial: null,
    discounts: [],
    metadata,
    plan: planOf(price),
    price,
    quantity,
    subscription: subscription.id,
    tax_rates: [],
  };
}

/** The older form of a price, which items still carry. */
export function planOf(price: Stripe.Price): Stripe.Plan {
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount === null ? null : Stripe.Decimal.from(price.unit_amount),
    billing_scheme: 'per_unit',
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? 'month',
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: price.livemode,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}
