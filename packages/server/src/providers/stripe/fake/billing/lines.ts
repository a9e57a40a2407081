import Stripe from 'stripe';
import type { FakeStripeState } from '../core/state.ts';
import { invalid } from '../core/stripe-refusal.ts';
import type { Period } from './periods.ts';

/** A price's amount in a currency, in minor units. */
export function amountIn(price: Stripe.Price, currency: string): number {
  const amount = price.currency === currency ? price.unit_amount : price.currency_options?.[currency]?.unit_amount;
  if (amount == null)
    throw invalid(`The price specified (${price.id}) doesn't support the currency \`${currency}\`.`, 'currency');
  return amount;
}

export function productName(state: FakeStripeState, price: Stripe.Price): string {
  return state.products.get(String(price.product))?.name ?? 'Product';
}

export interface NewLine {
  currency: string;
  amount: number;
  description: string;
  price: Stripe.Price;
  quantity: number;
  period: Period;
  subscription: string | null;
  item: string;
  proration?: boolean;
  /** The invoice and lines whose unused part is credited. */
  credited?: { invoice: string; lines: string[] };
}

/** A line of an invoice that isn't there yet. */
export function newLine(state: FakeStripeState, line: NewLine): Stripe.InvoiceLineItem {
  const { credited, proration = false } = line;
  return {
    id: state.newId('il'),
    object: 'line_item',
    amount: line.amount,
    currency: line.currency,
    description: line.description,
    discount_amounts: [],
    discountable: !proration,
    discounts: [],
    invoice: null,
    livemode: state.settings.livemode,
    metadata: {},
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: proration ? state.newId('ii') : null,
        proration,
        proration_details: {
          credited_items: credited ? { invoice: credited.invoice, invoice_line_items: credited.lines } : null,
        },
        subscription: line.subscription,
        subscription_item: line.item,
      },
      type: 'subscription_item_details',
    },
    period: line.period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: line.price.id, product: String(line.price.product) },
      type: 'price_details',
      unit_amount_decimal: Stripe.Decimal.from(proration ? line.amount : amountIn(line.price, line.currency)),
    },
    quantity: line.quantity,
    quantity_decimal: Stripe.Decimal.from(line.quantity),
    subscription: line.subscription,
    subtotal: line.amount,
    taxes: [],
  };
}

/** What an item costs for a whole period. */
export function periodLine(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  period: Period,
): Stripe.InvoiceLineItem {
  const quantity = item.quantity ?? 1;
  const unit = amountIn(item.price, subscription.currency);
  const name = productName(state, item.price);
  return newLine(state, {
    currency: subscription.currency,
    amount: unit * quantity,
    description: `${quantity} × ${name} (at ${display(unit, subscription.currency)} / ${item.price.recurring?.interval ?? 'month'})`,
    price: item.price,
    quantity,
    period,
    subscription: subscription.id,
    item: item.id,
  });
}

/** What a trial costs. */
export function trialLine(
  state: FakeStripeState,
  subscription: Stripe.Subscription,
  item: Stripe.SubscriptionItem,
  period: Period,
): Stripe.InvoiceLineItem {
  return {
    ...periodLine(state, subscription, item, period),
    amount: 0,
    subtotal: 0,
    description: `Trial period for ${productName(state, item.price)}`,
  };
}

/** An amount in minor units as a person reads it. */
export function display(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: currency.toUpperCase() });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
