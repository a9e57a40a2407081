import type { Invoice, InvoiceDetail } from '@songtrackpro/contracts';
import { and, asc, eq } from 'drizzle-orm';
import { isoInstantOrNull } from '../core/columns.ts';
import { compiledRead, type Given } from '../core/compiled-read.ts';
import { newestFirst, type Page, type PageRequest, pageStart, toPage, withNext } from '../core/page.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { invoiceLines, invoices } from './tables.ts';

type Row = typeof invoices.$inferSelect;

export interface StoredPdf {
  key: string;
  sha256: string;
}

const pdfOf = ({ pdfKey, pdfSha256 }: Row): StoredPdf | null =>
  pdfKey === null || pdfSha256 === null ? null : { key: pdfKey, sha256: Buffer.from(pdfSha256).toString('hex') };

function toInvoice(row: Row): Invoice {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    currency: row.currency,
    subtotalMinor: row.subtotalMinor,
    taxMinor: row.taxMinor,
    totalMinor: row.totalMinor,
    amountDueMinor: row.amountDueMinor,
    amountPaidMinor: row.amountPaidMinor,
    refundedMinor: row.refundedMinor,
    disputeStatus: row.disputeStatus,
    attempts: row.attempts,
    nextAttemptAt: isoInstantOrNull(row.nextAttemptAt),
    periodStart: isoInstantOrNull(row.periodStart),
    periodEnd: isoInstantOrNull(row.periodEnd),
    issuedAt: isoInstantOrNull(row.issuedAt),
    dueAt: isoInstantOrNull(row.dueAt),
    paidAt: isoInstantOrNull(row.paidAt),
    pdfSha256: pdfOf(row)?.sha256 ?? null,
  };
}

const page = compiledRead((db, given: Given<PageRequest>) =>
  db
    .select()
    .from(invoices)
    .where(and(pageStart(invoices.id, given)))
    .orderBy(newestFirst(invoices.id))
    .limit(given.value('limit')),
);

export const listInvoices = async (tx: TenantTransaction, request: PageRequest): Promise<Page<Invoice>> =>
  toPage(await page(tx, withNext(request)), request.limit, toInvoice);

/** An invoice with its lines, and where its PDF lies. */
export async function findInvoice(
  tx: TenantTransaction,
  id: string,
): Promise<{ invoice: InvoiceDetail; pdf: StoredPdf | null } | null> {
  const [row] = await tx.select().from(invoices).where(eq(invoices.id, id));
  if (!row) return null;
  const lines = await tx
    .select()
    .from(invoiceLines)
    .where(eq(invoiceLines.invoiceId, id))
    .orderBy(asc(invoiceLines.position));
  const invoice = {
    ...toInvoice(row),
    lines: lines.map(({ description, amountMinor, quantity, proration, periodStart, periodEnd }) => ({
      description,
      amountMinor,
      quantity,
      proration,
      periodStart: isoInstantOrNull(periodStart),
      periodEnd: isoInstantOrNull(periodEnd),
    })),
  };
  return { invoice, pdf: pdfOf(row) };
}
