import type { StripeConnection } from './client.ts';

const largestPdf = 20 * 2 ** 20;
const timeoutMs = 30_000;

/** The PDF of an invoice from where Stripe says that it lies: over TLS, or at the address that is asked in place of Stripe's. */
export async function fetchInvoicePdf(url: string, { apiUrl }: Pick<StripeConnection, 'apiUrl'>): Promise<Uint8Array> {
  const { protocol, origin } = new URL(url);
  if (protocol !== 'https:' && (apiUrl === undefined || origin !== new URL(apiUrl).origin))
    throw new Error(`the PDF of an invoice is said to lie at ${origin}, which is no address of Stripe`);
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`the PDF of an invoice was answered with ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  if (!isPdf || bytes.length > largestPdf) throw new Error('the PDF of an invoice is none, or too large');
  return bytes;
}
