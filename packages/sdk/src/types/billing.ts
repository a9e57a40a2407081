// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { PlanTier } from './organizations.ts';

export type BillingCancelInput = Record<string, never>;

export type BillingGetSubscriptionInput = Record<string, never>;

export type BillingGetUsageInput = Record<string, never>;

export type BillingInterval = 'month' | 'year';

export type BillingListPlansInput = Record<string, never>;

export interface BillingPage {
  /** Page at Stripe, for one person, once; null in a repeated answer. */
  url: string | null;
  hint?: string | undefined;
}

export type BillingResumeInput = Record<string, never>;

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
  /** Point in time, ISO 8601 in UTC. */
  asOf: string;
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
  /** Points that one key, or one person, may spend in a minute. */
  pointsPerMinute: number;
}

export interface PlanChange {
  tier: SoldPlanTier;
  interval: BillingInterval;
  /** Of a preview: the change costs what the preview said. */
  prorationDate?: string | undefined;
}

export interface PlanChangePreview {
  /** ISO 4217 currency code. */
  currency: string;
  /** What is to be paid for the next invoice, with what is credited taken off. */
  dueMinor: number;
  /** Of it for the rest of the running period; negative for a credit. */
  prorationMinor: number;
  /** Whole minor units of the currency beside it, for example cents. */
  taxMinor: number;
  /** Price of each following period, without tax. */
  nextPeriodMinor: number;
  /** Point in time, ISO 8601 in UTC. */
  prorationDate: string;
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
  amountMinor: number;
  /** ISO 4217 currency code. */
  currency: string;
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

/** `full`: all that the plan has. `grace`: the same, while a payment is overdue. `read_only`: nothing but billing can be changed until it is paid. `none`: the subscription gives nothing, the free plan holds. */
export type SubscriptionAccess = 'full' | 'grace' | 'read_only' | 'none';

export type SubscriptionStatus = 'active' | 'past_due' | 'canceled' | 'trialing' | 'incomplete';
