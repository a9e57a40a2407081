// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { PlanResource, PlanTier } from '../core/plans.ts';
import type { Currency, Instant, MinorUnits } from '../core/words.ts';
import type { SubscriptionAccess, SubscriptionStatus } from './access.ts';

export type BillingInterval = 'month' | 'year';

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

export interface LimitUse {
  resource: PlanResource;
  used: number;
  /** Null for any number. */
  allowed: number | null;
  /** When it is counted from 0 again; null for what is there. */
  resetsAt: Instant | null;
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
