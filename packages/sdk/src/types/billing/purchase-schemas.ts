// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency, Instant, MinorUnits } from '../core/words.ts';
import type { SoldPlanTier } from './calls.ts';
import type { BillingInterval } from './schemas.ts';

export interface BillingPage {
  /** Page at Stripe, for one person, once; null in a repeated answer. */
  url: string | null;
  hint?: string | undefined;
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

export interface PortalInput {
  /** Page of yours that the person comes back to. */
  returnUrl: string;
  /** What the page is for; everything unless given. */
  flow?: 'payment_method_update' | 'subscription_cancel' | undefined;
}
