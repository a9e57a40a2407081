// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Invoice } from './invoice-schemas.ts';

export type BillingCancelInput = Record<string, never>;

export interface BillingGetInvoiceInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface BillingGetInvoicePdfInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type BillingGetSubscriptionInput = Record<string, never>;

export type BillingGetUsageInput = Record<string, never>;

export type BillingListPaymentMethodsInput = Record<string, never>;

export type BillingListPlansInput = Record<string, never>;

export interface BillingRemovePaymentMethodInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type BillingResumeInput = Record<string, never>;

export interface BillingSetDefaultPaymentMethodInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface InvoicePage {
  items: Invoice[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export type SoldPlanTier = 'starter' | 'professional' | 'enterprise';
