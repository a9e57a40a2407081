import { z } from 'zod';
import { closeByHand } from '../billing/close-by-hand.ts';
import { finalizeInvoice, payInvoice } from '../billing/pay-invoice.ts';
import { previewInvoice } from '../billing/preview-invoice.ts';
import { change, remove } from '../core/change.ts';
import { Endpoints } from '../core/endpoints.ts';
import { flag, mergeMetadata, metadata } from '../core/form.ts';
import { pageOf, pageQuery } from '../core/lists.ts';
import type { FakeStripeState } from '../core/state.ts';
import { invalid, missing } from '../core/stripe-refusal.ts';
import { PreviewInput } from './subscription-input.ts';

const InvoiceQuery = z.object({
  ...pageQuery,
  customer: z.string().optional(),
  status: z.string().optional(),
  subscription: z.string().optional(),
});
const ChangedInvoice = z.looseObject({
  auto_advance: flag.optional(),
  default_payment_method: z.string().optional(),
  metadata,
});
const PayInput = z.looseObject({
  payment_method: z.string().optional(),
  paid_out_of_band: flag.optional(),
});
const none = z.looseObject({});

export function invoiceEndpoints(state: FakeStripeState): Endpoints {
  const invoiceAt = (id: string) => {
    const invoice = state.invoices.get(id);
    if (!invoice) throw missing('invoice', id);
    return invoice;
  };
  return new Endpoints(state)
    .on('post', '/v1/invoices/create_preview', PreviewInput, (input) => previewInvoice(state, input))
    .on('get', '/v1/invoices', InvoiceQuery, (query) => {
      const found = [...state.invoices.values()].filter(
        (invoice) =>
          (query.customer === undefined || invoice.customer === query.customer) &&
          (query.status === undefined || invoice.status === query.status) &&
          (query.subscription === undefined ||
            invoice.parent?.subscription_details?.subscription === query.subscription),
      );
      return pageOf(found, query, '/v1/invoices');
    })
    .search('/v1/invoices/search', state.invoices)
    .retrieve('/v1/invoices/:id', 'invoice', state.invoices)
    .on('get', '/v1/invoices/:id/lines', z.object(pageQuery), (query, { at }) => {
      const { lines } = invoiceAt(at('id'));
      return pageOf(lines.data.toReversed(), query, lines.url);
    })
    .on('post', '/v1/invoices/:id', ChangedInvoice, (input, { at }) => {
      const invoice = invoiceAt(at('id'));
      const previous = change(invoice, {
        ...(input.auto_advance !== undefined && { auto_advance: input.auto_advance }),
        ...(input.default_payment_method !== undefined && { default_payment_method: input.default_payment_method }),
        metadata: mergeMetadata(invoice.metadata ?? {}, input.metadata),
      });
      if (previous) state.emit('invoice.updated', invoice, previous);
      return invoice;
    })
    .on('post', '/v1/invoices/:id/finalize', none, (_input, { at }) => finalizeInvoice(state, invoiceAt(at('id'))))
    .on('post', '/v1/invoices/:id/pay', PayInput, (input, { at }) =>
      payInvoice(state, invoiceAt(at('id')), { card: input.payment_method, outOfBand: input.paid_out_of_band }),
    )
    .on('post', '/v1/invoices/:id/void', none, (_input, { at }) => closeByHand(state, invoiceAt(at('id')), 'void'))
    .on('post', '/v1/invoices/:id/mark_uncollectible', none, (_input, { at }) =>
      closeByHand(state, invoiceAt(at('id')), 'uncollectible'),
    )
    .on('delete', '/v1/invoices/:id', none, (_input, { at }) => {
      const invoice = invoiceAt(at('id'));
      if (invoice.status !== 'draft') throw invalid('You can only delete draft invoices.', 'invoice');
      return remove(state, state.invoices, invoice, 'invoice.deleted');
    })
    .list('/v1/invoice_payments', state.invoicePayments, ['invoice', 'status'])
    .retrieve('/v1/invoice_payments/:id', 'invoice payment', state.invoicePayments);
}
