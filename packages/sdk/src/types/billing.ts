// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency, Instant, MinorUnits } from './core.ts';

import type { PlanTier } from './organizations.ts';

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

export type BillingInterval = 'month' | 'year';

export type BillingListPaymentMethodsInput = Record<string, never>;

export type BillingListPlansInput = Record<string, never>;

export interface BillingPage {
  /** Page at Stripe, for one person, once; null in a repeated answer. */
  url: string | null;
  hint?: string | undefined;
}

export interface BillingRemovePaymentMethodInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export type BillingResumeInput = Record<string, never>;

export interface BillingSetDefaultPaymentMethodInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface BillingStanding {
  plan: PlanTier;
  access: SubscriptionAccess;
  /** The newest one; null where there was none. */
  subscription: Subscription | null;
  /** Whether subscriptions can be bought here; if not, a plan is the operator’s to give. */
  sold: boolean;
}

export interface BillingUsage {
  plan: PlanTier;
  items: LimitUse[];
  /** What was used in the billing period, up to the last full hour that was counted. */
  metered: {
    meter: 'events' | 'api_requests';
    quantity: number;
  }[];
  /** Of the subscription; without one the month in UTC. */
  periodStart: Instant;
  /** Point in time, ISO 8601 in UTC. */
  periodEnd: Instant;
  /** Point in time, ISO 8601 in UTC. */
  asOf: Instant;
}

export interface CheckoutInput {
  tier: SoldPlanTier;
  interval: BillingInterval;
  /** Page of yours that the person comes back to. */
  successUrl: string;
  /** Page of yours that the person comes back to. */
  cancelUrl: string;
  /** Let a trial begin without a payment method; without one by its end the subscription is paused. */
  withoutCard?: boolean | undefined;
}

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

export interface InvoicePage {
  items: Invoice[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
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

export interface LimitUse {
  resource: PlanResource;
  used: number;
  /** Null for any number. */
  allowed: number | null;
  /** When it is counted from 0 again; null for what is there. */
  resetsAt: Instant | null;
}

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

export interface Plan {
  tier: PlanTier;
  name: string;
  /** Empty for a plan that is not sold. */
  prices: PlanPrice[];
  trialDays: number;
  limits: {
    /** Null for any number. */
    members: number | null;
    /** Null for any number. */
    tracks: number | null;
    /** Null for any number. */
    activeCampaigns: number | null;
    /** Null for any number. */
    integrations: number | null;
    /** Null for any number. */
    scheduledReports: number | null;
    /** Null for any number. */
    eventsPerMonth: number | null;
  };
  /** Days back that numbers are shown of; null for all. */
  historyDays: number | null;
  /** Points that one key, or one person, may spend in a minute. */
  pointsPerMinute: number;
}

export interface PlanChange {
  tier: SoldPlanTier;
  interval: BillingInterval;
  /** Of a preview: the change costs what the preview said. */
  prorationDate?: Instant | undefined;
}

export interface PlanChangePreview {
  /** ISO 4217 currency code. */
  currency: Currency;
  /** What is to be paid for the next invoice, with what is credited taken off. */
  dueMinor: MinorUnits;
  /** Of it for the rest of the running period; negative for a credit. */
  prorationMinor: MinorUnits;
  /** Whole minor units of the currency beside it, for example cents. */
  taxMinor: MinorUnits;
  /** Price of each following period, without tax. */
  nextPeriodMinor: MinorUnits;
  /** Point in time, ISO 8601 in UTC. */
  prorationDate: Instant;
}

export interface PlanChoice {
  tier: SoldPlanTier;
  interval: BillingInterval;
}

export interface PlanList {
  /** From the smallest to the largest. */
  items: Plan[];
  current: PlanTier;
}

export interface PlanPrice {
  interval: BillingInterval;
  /** Whole minor units of the currency beside it, for example cents. */
  amountMinor: MinorUnits;
  /** ISO 4217 currency code. */
  currency: Currency;
  /** Name of the price at Stripe. */
  lookupKey: string;
}

export type PlanResource =
  | 'members'
  | 'tracks'
  | 'activeCampaigns'
  | 'integrations'
  | 'scheduledReports'
  | 'eventsPerMonth';

export interface PortalInput {
  /** Page of yours that the person comes back to. */
  returnUrl: string;
  /** What the page is for; everything unless given. */
  flow?: 'payment_method_update' | 'subscription_cancel' | undefined;
}

export type SoldPlanTier = 'starter' | 'professional' | 'enterprise';

export interface Subscription {
  tier: PlanTier;
  status: SubscriptionStatus;
  /** Stripe’s own word; null for a subscription that the operator gave. */
  stripeStatus: string | null;
  interval: BillingInterval | null;
  priceMinor: MinorUnits | null;
  currency: Currency | null;
  trialEndsAt: Instant | null;
  currentPeriodStart: Instant | null;
  currentPeriodEnd: Instant | null;
  /** Whether another period begins when this one ends. */
  autoRenew: boolean;
  cancelAtPeriodEnd: boolean;
  /** When it ends, where that is decided. */
  cancelAt: Instant | null;
  /** When somebody decided that it ends. */
  canceledAt: Instant | null;
  endedAt: Instant | null;
  /** Until when an overdue payment leaves everything as it is. */
  graceEndsAt: Instant | null;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
}

/** `full`: all that the plan has. `grace`: the same, while a payment is overdue. `read_only`: nothing but billing can be changed until it is paid. `none`: the subscription gives nothing, the free plan holds. */
export type SubscriptionAccess = 'full' | 'grace' | 'read_only' | 'none';

export type SubscriptionStatus = 'active' | 'past_due' | 'canceled' | 'trialing' | 'incomplete';
