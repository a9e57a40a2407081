import { createHash } from 'node:crypto';
import { type InvoiceFacts, noteInvoicePdf } from '@songtrackpro/db';
import type { Services } from '../../core/context.ts';
import { fetchInvoicePdf } from '../../providers/index.ts';
import { accountOf } from '../stripe.ts';

/** Its PDF doesn't change any more, for no PDF shows refunds and disputes; with another status it is fetched anew. */
export const isFinal = ({ status }: Pick<InvoiceFacts, 'status'>): boolean => status !== 'open';

/**
 * Fetches the PDF of an invoice and keeps it: the address that Stripe gives ends some day. What fails is tried again with
 * the next look at the customer.
 */
export async function storePdf(
  services: Pick<Services, 'billing' | 'invoiceFiles' | 'postgres'>,
  organizationId: string,
  { id, url }: { id: string; url: string },
): Promise<void> {
  const bytes = await fetchInvoicePdf(url, accountOf(services));
  const sha256 = createHash('sha256').update(bytes).digest();
  // By its content: who comes second writes the same.
  const key = `${organizationId}/invoices/${id}-${sha256.toString('hex').slice(0, 16)}.pdf`;
  await services.invoiceFiles.put(key, bytes);
  await noteInvoicePdf(services.postgres, id, { key, sha256, bytes: bytes.length });
}
