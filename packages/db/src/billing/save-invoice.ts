import { beginTransaction } from '../core/begin.ts';
import type { Postgres } from '../core/postgres.ts';

type Worker = Pick<Postgres, 'worker'>;

export interface InvoiceLineFacts {
  description: string | null;
  amountMinor: number;
  quantity: number | null;
  proration: boolean;
  periodStart: string | null;
  periodEnd: string | null;
}

/** What Stripe says of an invoice, in our words. */
export interface InvoiceFacts {
  /** Sorts by the time at which it was made. */
  id: string;
  stripeInvoiceId: string;
  number: string | null;
  status: 'open' | 'paid' | 'uncollectible' | 'void';
  currency: string;
  subtotalMinor: number;
  totalMinor: number;
  taxMinor: number;
  amountDueMinor: number;
  amountPaidMinor: number;
  refundedMinor: number;
  disputeStatus: string | null;
  attempts: number;
  nextAttemptAt: string | null;
  periodStart: string | null;
  periodEnd: string | null;
  issuedAt: string;
  dueAt: string | null;
  paidAt: string | null;
  lines: InvoiceLineFacts[];
}

export interface SavedInvoice {
  id: string;
  /** Whether anything was not as it is now. */
  changed: boolean;
  /** Tries to collect it that were known before; null where the invoice wasn't. */
  attemptsBefore: number | null;
  hasPdf: boolean;
}

/**
 * Stores what Stripe said of an invoice when it was asked at a moment. What was asked for earlier than what is stored
 * changes nothing, and neither does the same again.
 */
export async function saveInvoice(
  { worker }: Worker,
  organizationId: string,
  facts: InvoiceFacts,
  askedAt: Date,
): Promise<SavedInvoice> {
  const { lines, id, ...fields } = facts;
  const stated = JSON.stringify({ ...fields, lines });
  return beginTransaction(worker, '', async (tx) => {
    const [before] = await tx<
      { id: string; attempts: number; status: string; stated: string | null; late: boolean; pdf: boolean }[]
    >`
      select id, attempts, status, stated, coalesce(synced_at > ${askedAt.toISOString()}, false) as late,
        pdf_key is not null as pdf
      from invoices where stripe_invoice_id = ${facts.stripeInvoiceId} and organization_id = ${organizationId}
      for update`;
    const attemptsBefore = before?.attempts ?? null;
    if (before && (before.late || before.stated === stated))
      return { id: before.id, changed: false, attemptsBefore, hasPdf: before.pdf };
    const row = {
      organization_id: organizationId,
      stripe_invoice_id: fields.stripeInvoiceId,
      number: fields.number,
      status: fields.status,
      currency: fields.currency,
      subtotal_minor: fields.subtotalMinor,
      total_minor: fields.totalMinor,
      tax_minor: fields.taxMinor,
      amount_due_minor: fields.amountDueMinor,
      amount_paid_minor: fields.amountPaidMinor,
      refunded_minor: fields.refundedMinor,
      dispute_status: fields.disputeStatus,
      attempts: fields.attempts,
      next_attempt_at: fields.nextAttemptAt,
      period_start: fields.periodStart,
      period_end: fields.periodEnd,
      issued_at: fields.issuedAt,
      due_at: fields.dueAt,
      paid_at: fields.paidAt,
      stated,
      synced_at: askedAt.toISOString(),
    };
    const invoiceId = before?.id ?? id;
    // One that was given up may be paid after all: its PDF then says something else.
    const isOutdated = before?.pdf === true && before.status !== fields.status;
    const withoutPdf = isOutdated ? { pdf_key: null, pdf_sha256: null, pdf_bytes: null } : {};
    if (before) await tx`update invoices set ${tx({ ...row, ...withoutPdf })} where id = ${invoiceId}`;
    else await tx`insert into invoices ${tx({ id, ...row })}`;
    await tx`delete from invoice_lines where organization_id = ${organizationId} and invoice_id = ${invoiceId}`;
    const lineRows = lines.map((line, position) => ({
      organization_id: organizationId,
      invoice_id: invoiceId,
      position,
      description: line.description,
      amount_minor: line.amountMinor,
      quantity: line.quantity,
      proration: line.proration,
      period_start: line.periodStart,
      period_end: line.periodEnd,
    }));
    if (lineRows.length > 0) await tx`insert into invoice_lines ${tx(lineRows)}`;
    return { id: invoiceId, changed: true, attemptsBefore, hasPdf: (before?.pdf ?? false) && !isOutdated };
  });
}

/** Notes where the PDF of an invoice lies; false where one was stored already. */
export async function noteInvoicePdf(
  { worker }: Worker,
  invoiceId: string,
  pdf: { key: string; sha256: Uint8Array; bytes: number },
): Promise<boolean> {
  const rows = await worker`
    update invoices set pdf_key = ${pdf.key}, pdf_sha256 = ${Buffer.from(pdf.sha256)}, pdf_bytes = ${pdf.bytes}
    where id = ${invoiceId} and pdf_key is null returning id`;
  return rows.length > 0;
}
