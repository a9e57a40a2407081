import { type InvoiceFacts, type SavedInvoice, saveInvoice } from '@songtrackpro/db';
import type Stripe from 'stripe';
import type { Services } from '../../core/context.ts';
import { tellWebhooks } from '../../core/tell-webhooks.ts';
import { inSystemCall } from '../../notifications/index.ts';
import { idOf } from '../stripe.ts';
import type { Customer } from '../sync/sync-customer.ts';
import { invoiceFacts, type Settlements } from './invoice-facts.ts';
import { isFinal, storePdf } from './store-pdf.ts';

/** Refunds and disputes of a customer's payments. */
async function readSettlements(stripe: Stripe, customer: string): Promise<Settlements> {
  const settlements = new Map<string, { refundedMinor: number; disputeStatus: string | null }>();
  for await (const charge of stripe.charges.list({ customer, limit: 100 })) {
    const intent = idOf(charge.payment_intent);
    if (intent === null || (charge.amount_refunded === 0 && !charge.disputed)) continue;
    const disputes = charge.disputed ? (await stripe.disputes.list({ charge: charge.id, limit: 1 })).data : [];
    const disputeStatus = disputes[0]?.status ?? (charge.disputed ? 'open' : null);
    settlements.set(intent, { refundedMinor: charge.amount_refunded, disputeStatus });
  }
  return settlements;
}

/** Everybody who may pay is told of a try that failed, once for each. */
async function tellOfFailure(
  services: Services,
  organizationId: string,
  facts: InvoiceFacts,
  { id, attemptsBefore }: SavedInvoice,
): Promise<void> {
  if (facts.status !== 'open' || facts.attempts === 0 || facts.attempts === attemptsBefore) return;
  const { amountDueMinor: amountMinor, currency } = facts;
  await inSystemCall(services, organizationId, async (ctx) =>
    ctx.tell({
      payload: { kind: 'payment_failed', invoiceId: id, amountMinor, currency },
      eventKey: `invoice ${id} attempt ${facts.attempts}`,
      recipients: { permission: 'billing:write' },
    }),
  );
}

/** Says once that an invoice was paid, however often it is read; one of nothing is nobody's payment. */
async function tellOfPayment(
  services: Services,
  organizationId: string,
  { status, totalMinor: amountMinor, currency }: InvoiceFacts,
  invoiceId: string,
): Promise<void> {
  if (status !== 'paid' || amountMinor <= 0) return;
  const data = { invoiceId, amountMinor, currency };
  await inSystemCall(services, organizationId, async (ctx) => {
    await tellWebhooks(ctx, { type: 'invoice.paid', data }, { key: `invoice ${invoiceId} paid` });
  });
}

/** All lines: an invoice carries the first few by itself. */
async function withAllLines(stripe: Stripe, invoice: Stripe.Invoice): Promise<Stripe.Invoice> {
  if (!invoice.lines.has_more || invoice.id === undefined) return invoice;
  const data: Stripe.InvoiceLineItem[] = [];
  for await (const line of stripe.invoices.listLineItems(invoice.id, { limit: 100 })) data.push(line);
  return { ...invoice, lines: { ...invoice.lines, data, has_more: false } };
}

/** Stores what a customer was billed, as Stripe has it now; answers the invoices that were not so before. */
export async function syncInvoices(
  services: Services,
  stripe: Stripe,
  { organizationId, customerId }: Customer,
  askedAt: Date,
): Promise<string[]> {
  const settlements = await readSettlements(stripe, customerId);
  const changed: string[] = [];
  for await (const listed of stripe.invoices.list({ customer: customerId, limit: 100, expand: ['data.payments'] })) {
    const facts = invoiceFacts(await withAllLines(stripe, listed), settlements);
    if (facts === null) continue;
    const saved = await saveInvoice(services.postgres, organizationId, facts, askedAt);
    if (saved.changed) {
      changed.push(facts.stripeInvoiceId);
      await tellOfFailure(services, organizationId, facts, saved);
      await tellOfPayment(services, organizationId, facts, saved.id);
    }
    if (listed.invoice_pdf && isFinal(facts) && !saved.hasPdf)
      await storePdf(services, organizationId, { id: saved.id, url: listed.invoice_pdf }).catch((error: unknown) =>
        services.log.warn({ organizationId, invoiceId: saved.id, err: error }, 'the pdf of an invoice waits'),
      );
  }
  return changed;
}
