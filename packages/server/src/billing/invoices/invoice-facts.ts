import type { InvoiceFacts, InvoiceLineFacts } from '@songtrackpro/db';
import type Stripe from 'stripe';
import { uuidV7 } from '../../core/uuid-v7.ts';
import { idOf, momentOf } from '../stripe.ts';

/** What became of the payments of a customer, by payment intent. */
export type Settlements = ReadonlyMap<string, { refundedMinor: number; disputeStatus: string | null }>;

const isKnown = (status: string | null): status is InvoiceFacts['status'] =>
  status === 'open' || status === 'paid' || status === 'uncollectible' || status === 'void';

function toLine(line: Stripe.InvoiceLineItem): InvoiceLineFacts {
  const { parent, period } = line;
  const details = parent?.subscription_item_details ?? parent?.invoice_item_details;
  return {
    description: line.description?.slice(0, 1000) ?? null,
    amountMinor: line.amount,
    quantity: line.quantity ?? null,
    proration: details?.proration === true,
    periodStart: momentOf(period.start),
    periodEnd: momentOf(period.end),
  };
}

/** What is left of its payments; several where it was paid in parts. */
function settlementOf({ payments }: Stripe.Invoice, settlements: Settlements) {
  const own = (payments?.data ?? []).flatMap(({ payment }) => {
    const settled = settlements.get(idOf(payment.payment_intent) ?? '');
    return settled ? [settled] : [];
  });
  return {
    refundedMinor: own.reduce((sum, { refundedMinor }) => sum + refundedMinor, 0),
    disputeStatus: own.find(({ disputeStatus }) => disputeStatus !== null)?.disputeStatus ?? null,
  };
}

/** An invoice in our words; null for a draft, which may still change or go, and for a status that nobody knows. */
export function invoiceFacts(invoice: Stripe.Invoice, settlements: Settlements): InvoiceFacts | null {
  const { id, status, status_transitions: at } = invoice;
  if (id === undefined || !isKnown(status)) return null;
  const issuedAt = new Date((at.finalized_at ?? invoice.created) * 1000);
  return {
    id: uuidV7(new Date(invoice.created * 1000)),
    stripeInvoiceId: id,
    number: invoice.number,
    status,
    currency: invoice.currency.toUpperCase(),
    subtotalMinor: invoice.subtotal,
    totalMinor: invoice.total,
    taxMinor: (invoice.total_taxes ?? []).reduce((sum, { amount }) => sum + amount, 0),
    amountDueMinor: Math.max(0, invoice.amount_due),
    amountPaidMinor: invoice.amount_paid,
    ...settlementOf(invoice, settlements),
    attempts: invoice.attempt_count,
    nextAttemptAt: status === 'open' ? momentOf(invoice.next_payment_attempt) : null,
    periodStart: momentOf(invoice.period_start),
    periodEnd: momentOf(invoice.period_end),
    issuedAt: issuedAt.toISOString(),
    dueAt: momentOf(invoice.due_date),
    paidAt: status === 'paid' ? (momentOf(at.paid_at) ?? issuedAt.toISOString()) : null,
    lines: invoice.lines.data.map(toLine),
  };
}
