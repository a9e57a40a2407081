import type Stripe from 'stripe';
import { listOf } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { activeDiscounts, discountLines } from './discounts.ts';
import type { Period } from './periods.ts';
import { taxesFor, taxLine } from './taxes.ts';

export interface InvoiceDraft {
  customer: Stripe.Customer;
  subscription: Stripe.Subscription | null;
  lines: Stripe.InvoiceLineItem[];
  reason: Stripe.Invoice.BillingReason;
  period: Period;
  currency: string;
  /** When it is finalized by itself; null for at once or by hand. */
  finalizesAt: number | null;
  /** Those of the subscription unless given. */
  discounts?: Stripe.Discount[] | undefined;
}

const sum = (amounts: readonly { amount: number }[]) => amounts.reduce((total, { amount }) => total + amount, 0);

/** An invoice with its amounts; nothing is stored, so that a preview is made by the same sums. */
export function buildInvoice(state: FakeStripeState, id: string, draft: InvoiceDraft): Stripe.Invoice {
  const { customer, subscription } = draft;
  const at = state.now(customer.id);
  const discounts = draft.discounts ?? (subscription ? activeDiscounts(state, subscription, at) : []);
  const automatic = subscription?.automatic_tax.enabled ?? false;
  const applied = taxesFor(state, customer, { rates: subscription?.default_tax_rates ?? [], automatic });
  const discounted = discountLines(state, draft.lines, discounts);
  const lines = draft.lines.map((line): Stripe.InvoiceLineItem => {
    const amounts = discounted.get(line.id) ?? [];
    const price = state.prices.get(String(line.pricing?.price_details?.price));
    return {
      ...line,
      invoice: id,
      discount_amounts: amounts,
      taxes: taxLine(line.amount - sum(amounts), price?.tax_behavior ?? 'unspecified', applied),
    };
  });
  const taxes = lines.flatMap((line) => line.taxes ?? []);
  const exclusive = sum(taxes.filter(({ tax_behavior }) => tax_behavior === 'exclusive'));
  const subtotal = sum(lines);
  const discountTotals = discounts.flatMap((discount) => {
    const amounts = lines
      .flatMap((line) => line.discount_amounts ?? [])
      .filter((each) => each.discount === discount.id);
    return amounts.length === 0 ? [] : [{ amount: sum(amounts), discount: discount.id }];
  });
  const total = subtotal - sum(discountTotals) + exclusive;
  const due = dueOf(total, customer.balance);
  return {
    id,
    object: 'invoice',
    account_country: state.settings.homeCountry,
    account_name: 'SongTrackPro',
    account_tax_ids: null,
    amount_due: due.amount,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due.amount,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: true,
    automatic_tax: {
      disabled_reason: null,
      enabled: automatic,
      liability: automatic ? { type: 'self' } : null,
      provider: automatic ? 'stripe' : null,
      status: automatic ? (customer.address?.country == null ? 'requires_location_inputs' : 'complete') : null,
    },
    automatically_finalizes_at: draft.finalizesAt,
    billing_reason: draft.reason,
    collection_method: subscription?.collection_method ?? 'charge_automatically',
    created: at,
    currency: draft.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: null,
    customer_tax_exempt: customer.tax_exempt ?? 'none',
    customer_tax_ids: [...state.taxIds.values()]
      .filter((taxId) => taxId.customer === customer.id)
      .map(({ type, value }) => ({ type, value })),
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: discounts.map((discount) => discount.id),
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: customer.invoice_settings.footer,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: listOf(lines, `/v1/invoices/${id}/lines`),
    livemode: state.settings.livemode,
    metadata: {},
    next_payment_attempt: draft.finalizesAt,
    number: null,
    on_behalf_of: null,
    parent: subscription && {
      quote_details: null,
      subscription_details: { metadata: { ...subscription.metadata }, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: draft.period.end,
    period_start: draft.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: 'draft',
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal,
    subtotal_excluding_tax: subtotal - sum(taxes.filter(({ tax_behavior }) => tax_behavior === 'inclusive')),
    test_clock: customer.test_clock ?? null,
    total,
    total_discount_amounts: discountTotals,
    total_excluding_tax: total - sum(taxes),
    total_pretax_credit_amounts: [],
    total_taxes: totalTaxes(taxes),
    webhooks_delivered_at: null,
  };
}

/** What is to be paid, and what the customer's balance becomes; a balance below zero is credit. */
export function dueOf(total: number, balance: number): { amount: number; endingBalance: number } {
  const owed = total + balance;
  return { amount: Math.max(0, owed), endingBalance: Math.min(0, owed) };
}

function totalTaxes(taxes: readonly Stripe.InvoiceLineItem.Tax[]): Stripe.Invoice.TotalTax[] {
  const totals = new Map<string, Stripe.Invoice.TotalTax>();
  for (const tax of taxes) {
    const key = `${tax.tax_rate_details?.tax_rate} ${tax.tax_behavior}`;
    const known = totals.get(key);
    totals.set(key, {
      ...tax,
      amount: (known?.amount ?? 0) + tax.amount,
      taxable_amount: (known?.taxable_amount ?? 0) + (tax.taxable_amount ?? 0),
    });
  }
  return [...totals.values()];
}
