import { createHash } from 'node:crypto';
import type { contract } from '@songtrackpro/contracts';
import { findInvoice, listInvoices as readInvoices } from '@songtrackpro/db';
import { AppError } from '../../core/app-error.ts';
import type { Context } from '../../core/context.ts';
import type { Verb } from '../../core/endpoint.ts';
import { readPage } from '../../core/page.ts';

async function loadInvoice({ tx }: Context, id: string) {
  const found = await findInvoice(tx, id);
  if (found) return found;
  throw new AppError('not_found', { details: { entity: 'invoice', id } });
}

export const listInvoices: Verb<typeof contract.billing.listInvoices> = (ctx, input) =>
  readPage(ctx, input, (request) => readInvoices(ctx.tx, request));

export const getInvoice: Verb<typeof contract.billing.getInvoice> = async (ctx, { id }) =>
  (await loadInvoice(ctx, id)).invoice;

export const getInvoicePdf: Verb<typeof contract.billing.getInvoicePdf> = async (ctx, { id }) => {
  const { invoice, pdf } = await loadInvoice(ctx, id);
  if (pdf === null) {
    const message = 'There is no PDF yet: it is stored once the invoice is paid or closed.';
    throw new AppError('not_found', { message, details: { entity: 'invoice pdf', id } });
  }
  const bytes = await ctx.services.invoiceFiles.get(pdf.key);
  if (bytes === null) throw new Error(`the PDF of invoice ${id} is gone from its storage`);
  if (createHash('sha256').update(bytes).digest('hex') !== pdf.sha256)
    throw new Error(`the PDF of invoice ${id} was changed in its storage`);
  return {
    fileName: `${invoice.number ?? invoice.id}.pdf`,
    mediaType: 'application/pdf' as const,
    encoding: 'base64' as const,
    content: Buffer.from(bytes).toString('base64'),
    sha256: pdf.sha256,
  };
};
