import { type PlanResource, type PlanTier, planTiers } from '../core/plans.ts';

export const billingIntervals = ['month', 'year'] as const;
type Interval = (typeof billingIntervals)[number];

/** Currency of every price of ours. */
export const planCurrency = 'USD';

export interface PlanDefinition {
  readonly name: string;
  /** In minor units of `planCurrency`; null for a plan that is not sold. */
  readonly prices: Readonly<Record<Interval, number>> | null;
  /** Days before the first invoice; once for each organization. */
  readonly trialDays: number;
  /** How much there may be of each thing; null for any number. */
  readonly limits: Readonly<Record<PlanResource, number | null>>;
  /** Days back that numbers are shown of; null for all. Older ones are kept, and shown again by a larger plan. */
  readonly historyDays: number | null;
  /** Points that one key, or one person in one organization, may spend in a minute: a cheap read costs 1. */
  readonly pointsPerMinute: number;
}

/**
 * What an organization may have by its plan. `activeCampaigns` are those planned here that are neither completed nor
 * archived, drafts as well; of `members` people with a pending invitation are counted; `eventsPerMonth` begin anew with the month in UTC.
 */
export const plans: Readonly<Record<PlanTier, PlanDefinition>> = {
  free: {
    name: 'Free',
    prices: null,
    trialDays: 0,
    limits: {
      members: 10,
      tracks: 50,
      activeCampaigns: 3,
      integrations: 2,
      scheduledReports: 1,
      eventsPerMonth: 100_000,
    },
    historyDays: 90,
    pointsPerMinute: 300,
  },
  starter: {
    name: 'Starter',
    prices: { month: 2900, year: 29_000 },
    trialDays: 14,
    limits: {
      members: 25,
      tracks: 500,
      activeCampaigns: 10,
      integrations: 4,
      scheduledReports: 10,
      eventsPerMonth: 1_000_000,
    },
    historyDays: 365,
    pointsPerMinute: 600,
  },
  professional: {
    name: 'Professional',
    prices: { month: 9900, year: 99_000 },
    trialDays: 14,
    limits: {
      members: 100,
      tracks: 10_000,
      activeCampaigns: 100,
      integrations: null,
      scheduledReports: 100,
      eventsPerMonth: 20_000_000,
    },
    historyDays: 1095,
    pointsPerMinute: 1800,
  },
  enterprise: {
    name: 'Enterprise',
    prices: { month: 49_900, year: 499_000 },
    trialDays: 30,
    limits: {
      members: null,
      tracks: null,
      activeCampaigns: null,
      integrations: null,
      scheduledReports: null,
      eventsPerMonth: null,
    },
    historyDays: null,
    pointsPerMinute: 6000,
  },
};

/** How a price is called at Stripe: what plan a payment is for is told by this name, never by an id. */
export const lookupKeyOf = (tier: PlanTier, interval: Interval): string => `songtrackpro_${tier}_${interval}`;

/** The plan and interval of a price's name; null for a price that isn't ours. */
export function planOfLookupKey(lookupKey: string | null): { tier: PlanTier; interval: Interval } | null {
  for (const tier of planTiers) {
    for (const interval of billingIntervals) if (lookupKeyOf(tier, interval) === lookupKey) return { tier, interval };
  }
  return null;
}

/** The smallest plan that shows so many days back; null where none does. */
export const planWithHistory = (days: number): PlanTier | null =>
  planTiers.find((tier) => (plans[tier].historyDays ?? Number.POSITIVE_INFINITY) >= days) ?? null;

/** The smallest plan that has room for so much; null where none has. */
export function planWithRoom(resource: PlanResource, needed: number): PlanTier | null {
  return planTiers.find((tier) => (plans[tier].limits[resource] ?? Number.POSITIVE_INFINITY) >= needed) ?? null;
}
