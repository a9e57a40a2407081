import { createHash } from 'node:crypto';
import { type InvoiceFacts, noteInvoicePdf } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';

const largestPdf = 20 * 2 ** 20;
const timeoutMs = 30_000;

/** Nothing about it changes any more, refunds and disputes apart, which no PDF shows. */
export const isFinal = ({ status }: Pick<InvoiceFacts, 'status'>): boolean => status !== 'open';

async function fetchPdf(url: string): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`the PDF of an invoice was answered with ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  if (!isPdf || bytes.length > largestPdf) throw new Error('the PDF of an invoice is none, or too large');
  return bytes;
}

/**
 * Fetches the PDF of an invoice and keeps it: the address that Stripe gives ends some day. What fails is tried again with
 * the next look at the customer.
 */
export async function storePdf(
  services: Pick<Services, 'invoiceFiles' | 'postgres'>,
  organizationId: string,
  { id, url }: { id: string; url: string },
): Promise<void> {
  const bytes = await fetchPdf(url);
  const sha256 = createHash('sha256').update(bytes).digest();
  // By its content: who comes second writes the same.
  const key = `${organizationId}/invoices/${id}-${sha256.toString('hex').slice(0, 16)}.pdf`;
  await services.invoiceFiles.put(key, bytes);
  await noteInvoicePdf(services.postgres, id, { key, sha256, bytes: bytes.length });
}
