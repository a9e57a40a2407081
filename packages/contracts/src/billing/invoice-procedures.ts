import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { pageOf } from '../core/page.ts';
import { providerMutation, query } from '../core/procedure.ts';
import { Invoice, InvoiceDetail, InvoiceListInput, InvoicePdf, PaymentMethodList } from './invoice-schemas.ts';

const exampleId = '01930000-0000-7000-8000-000000000000';
const read = { permission: 'billing:read', reach: 'organization' } as const;
const write = { permission: 'billing:write', reach: 'organization', whileOverdue: true, weight: 10 } as const;

/** What was billed, and what it is paid with. */
export const invoiceProcedures = {
  listInvoices: query({
    ...read,
    input: InvoiceListInput,
    output: pageOf(Invoice).meta({ id: 'InvoicePage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/billing/invoices' },
    weight: 1,
    summary: 'List invoices',
    description: 'What was billed, newest first, with what became of it.',
    example: { limit: 20 },
  }),
  getInvoice: query({
    ...read,
    input: z.object({ id: Id }),
    output: InvoiceDetail,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/billing/invoices/{id}' },
    weight: 1,
    summary: 'Read an invoice',
    description: 'An invoice with its lines.',
    example: { id: exampleId },
  }),
  getInvoicePdf: query({
    ...read,
    input: z.object({ id: Id }),
    output: InvoicePdf,
    errors: ['not_found'],
    http: { method: 'GET', path: '/v1/billing/invoices/{id}/pdf' },
    weight: 10,
    summary: 'Read the PDF of an invoice',
    description: 'The file as it was stored when nothing about the invoice changed any more.',
    example: { id: exampleId },
  }),
  listPaymentMethods: query({
    ...read,
    input: z.object({}),
    output: PaymentMethodList,
    errors: [],
    http: { method: 'GET', path: '/v1/billing/payment-methods' },
    weight: 1,
    summary: 'List payment methods',
    description: 'What is paid with: brand, last four characters and expiry. Nothing else of a card is kept.',
    example: {},
  }),
  setDefaultPaymentMethod: providerMutation({
    ...write,
    input: z.object({ id: Id }),
    output: PaymentMethodList,
    errors: ['not_found', 'provider_refused', 'provider_unreachable'],
    http: { method: 'POST', path: '/v1/billing/payment-methods/{id}/default' },
    summary: 'Choose the default payment method',
    description: 'What following invoices are paid with.',
    example: { id: exampleId },
  }),
  removePaymentMethod: providerMutation({
    ...write,
    input: z.object({ id: Id }),
    output: PaymentMethodList,
    errors: ['not_found', 'conflict', 'provider_refused', 'provider_unreachable'],
    http: { method: 'DELETE', path: '/v1/billing/payment-methods/{id}' },
    summary: 'Remove a payment method',
    description: 'The default one stays while a subscription needs it: choose another one first.',
    example: { id: exampleId },
  }),
};
