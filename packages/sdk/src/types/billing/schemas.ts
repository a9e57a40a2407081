// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { PlanResource, PlanTier } from '../core/plans.ts';
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
  periodStart: string;
  /** Point in time, ISO 8601 in UTC. */
  periodEnd: string;
  /** Point in time, ISO 8601 in UTC. */
  asOf: string;
}

export interface LimitUse {
  resource: PlanResource;
  used: number;
  /** Null for any number. */
  allowed: number | null;
  /** When it is counted from 0 again; null for what is there. */
  resetsAt: string | null;
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
  amountMinor: number;
  /** ISO 4217 currency code. */
  currency: string;
  /** Name of the price at Stripe. */
  lookupKey: string;
}

export interface Subscription {
  tier: PlanTier;
  status: SubscriptionStatus;
  /** Stripe’s own word; null for a subscription that the operator gave. */
  stripeStatus: string | null;
  interval: BillingInterval | null;
  priceMinor: number | null;
  currency: string | null;
  trialEndsAt: string | null;
  currentPeriodStart: string | null;
  currentPeriodEnd: string | null;
  /** Whether another period begins when this one ends. */
  autoRenew: boolean;
  cancelAtPeriodEnd: boolean;
  /** When it ends, where that is decided. */
  cancelAt: string | null;
  /** When somebody decided that it ends. */
  canceledAt: string | null;
  endedAt: string | null;
  /** Until when an overdue payment leaves everything as it is. */
  graceEndsAt: string | null;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: string;
}
