// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency, Instant, MinorUnits } from '../core/words.ts';

export interface Invoice {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  number: string | null;
  status: InvoiceStatus;
  /** ISO 4217 currency code. */
  currency: Currency;
  /** Whole minor units of the currency; negative for a credit. */
  subtotalMinor: MinorUnits;
  /** Whole minor units of the currency; negative for a credit. */
  taxMinor: MinorUnits;
  /** Whole minor units of the currency; negative for a credit. */
  totalMinor: MinorUnits;
  /** Whole minor units of the currency beside it, for example cents. */
  amountDueMinor: MinorUnits;
  /** Whole minor units of the currency beside it, for example cents. */
  amountPaidMinor: MinorUnits;
  /** Whole minor units of the currency beside it, for example cents. */
  refundedMinor: MinorUnits;
  /** How a dispute about the payment stands, in Stripe’s words. */
  disputeStatus: string | null;
  /** Tries to collect it. */
  attempts: number;
  nextAttemptAt: Instant | null;
  periodStart: Instant | null;
  periodEnd: Instant | null;
  issuedAt: Instant | null;
  dueAt: Instant | null;
  paidAt: Instant | null;
  /** SHA-256 of the PDF, in hex; null until nothing about the invoice changes any more. */
  pdfSha256: string | null;
}

export interface InvoiceDetail {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  number: string | null;
  status: InvoiceStatus;
  /** ISO 4217 currency code. */
  currency: Currency;
  /** Whole minor units of the currency; negative for a credit. */
  subtotalMinor: MinorUnits;
  /** Whole minor units of the currency; negative for a credit. */
  taxMinor: MinorUnits;
  /** Whole minor units of the currency; negative for a credit. */
  totalMinor: MinorUnits;
  /** Whole minor units of the currency beside it, for example cents. */
  amountDueMinor: MinorUnits;
  /** Whole minor units of the currency beside it, for example cents. */
  amountPaidMinor: MinorUnits;
  /** Whole minor units of the currency beside it, for example cents. */
  refundedMinor: MinorUnits;
  /** How a dispute about the payment stands, in Stripe’s words. */
  disputeStatus: string | null;
  /** Tries to collect it. */
  attempts: number;
  nextAttemptAt: Instant | null;
  periodStart: Instant | null;
  periodEnd: Instant | null;
  issuedAt: Instant | null;
  dueAt: Instant | null;
  paidAt: Instant | null;
  /** SHA-256 of the PDF, in hex; null until nothing about the invoice changes any more. */
  pdfSha256: string | null;
  lines: InvoiceLine[];
}

export interface InvoiceLine {
  description: string | null;
  /** Whole minor units of the currency; negative for a credit. */
  amountMinor: MinorUnits;
  quantity: number | null;
  /** Whether it settles a change within a period. */
  proration: boolean;
  periodStart: Instant | null;
  periodEnd: Instant | null;
}

export interface InvoiceListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
}

export interface InvoicePdf {
  fileName: string;
  mediaType: 'application/pdf';
  encoding: 'base64';
  content: string;
  /** Of the bytes of the file, in hex. */
  sha256: string;
}

export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';

export interface PaymentMethod {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** In Stripe’s words, for example `card`. */
  type: string;
  brand: string | null;
  last4: string | null;
  expiryMonth: number | null;
  expiryYear: number | null;
  /** `soon` within the last 30 days before the end of its month. */
  expires: 'no' | 'soon' | 'expired';
  isDefault: boolean;
}

export interface PaymentMethodList {
  /** The default one first. */
  items: PaymentMethod[];
}
