import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Currency, MinorUnits } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { Instant } from '../core/time.ts';

/** Money that may be owed to either side. */
const SignedMinor = z.int().describe('Whole minor units of the currency; negative for a credit.');

export const InvoiceStatus = z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).meta({ id: 'InvoiceStatus' });

export const Invoice = z
  .object({
    id: Id,
    number: z.string().nullable(),
    status: InvoiceStatus,
    currency: Currency,
    subtotalMinor: SignedMinor,
    taxMinor: SignedMinor,
    totalMinor: SignedMinor,
    amountDueMinor: MinorUnits,
    amountPaidMinor: MinorUnits,
    refundedMinor: MinorUnits,
    disputeStatus: z.string().nullable().describe('How a dispute about the payment stands, in Stripe’s words.'),
    attempts: z.int().describe('Tries to collect it.'),
    nextAttemptAt: Instant.nullable(),
    periodStart: Instant.nullable(),
    periodEnd: Instant.nullable(),
    issuedAt: Instant.nullable(),
    dueAt: Instant.nullable(),
    paidAt: Instant.nullable(),
    pdfSha256: z
      .string()
      .nullable()
      .describe('SHA-256 of the PDF, in hex; null until nothing about the invoice changes any more.'),
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof Invoice>;

export const InvoiceLine = z
  .object({
    description: z.string().nullable(),
    amountMinor: SignedMinor,
    quantity: z.int().nullable(),
    proration: z.boolean().describe('Whether it settles a change within a period.'),
    periodStart: Instant.nullable(),
    periodEnd: Instant.nullable(),
  })
  .meta({ id: 'InvoiceLine' });

export const InvoiceDetail = Invoice.extend({ lines: z.array(InvoiceLine) }).meta({ id: 'InvoiceDetail' });
export type InvoiceDetail = z.infer<typeof InvoiceDetail>;

export const InvoiceListInput = PageInput.meta({ id: 'InvoiceListInput' });

export const InvoicePdf = z
  .object({
    fileName: z.string(),
    mediaType: z.literal('application/pdf'),
    encoding: z.literal('base64'),
    content: z.string(),
    sha256: z.string().describe('Of the bytes of the file, in hex.'),
  })
  .meta({ id: 'InvoicePdf' });

export const PaymentMethod = z
  .object({
    id: Id,
    type: z.string().describe('In Stripe’s words, for example `card`.'),
    brand: z.string().nullable(),
    last4: z.string().nullable(),
    expiryMonth: z.int().nullable(),
    expiryYear: z.int().nullable(),
    expires: z.enum(['no', 'soon', 'expired']).describe('`soon` within the last 30 days before the end of its month.'),
    isDefault: z.boolean(),
  })
  .meta({ id: 'PaymentMethod' });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const PaymentMethodList = z
  .object({ items: z.array(PaymentMethod).describe('The default one first.') })
  .meta({ id: 'PaymentMethodList' });
