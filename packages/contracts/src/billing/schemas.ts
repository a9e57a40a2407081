import { z } from 'zod';
import { Currency, MinorUnits } from '../core/money.ts';
import { PlanResource, PlanTier } from '../core/plans.ts';
import { Instant } from '../core/time.ts';
import { SubscriptionAccess, SubscriptionStatus } from './access.ts';
import { billingIntervals } from './plans.ts';

export const BillingInterval = z.enum(billingIntervals).meta({ id: 'BillingInterval' });
export type BillingInterval = z.infer<typeof BillingInterval>;

const Allowed = z.int().nullable().describe('Null for any number.');

export const PlanPrice = z
  .object({
    interval: BillingInterval,
    amountMinor: MinorUnits,
    currency: Currency,
    lookupKey: z.string().describe('Name of the price at Stripe.'),
  })
  .meta({ id: 'PlanPrice' });

export const Plan = z
  .object({
    tier: PlanTier,
    name: z.string(),
    prices: z.array(PlanPrice).describe('Empty for a plan that is not sold.'),
    trialDays: z.int(),
    limits: z.object({
      members: Allowed,
      tracks: Allowed,
      activeCampaigns: Allowed,
      integrations: Allowed,
      scheduledReports: Allowed,
      eventsPerMonth: Allowed,
    }),
    historyDays: Allowed.describe('Days back that numbers are shown of; null for all.'),
    pointsPerMinute: z.int().describe('Points that one key, or one person, may spend in a minute.'),
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;

export const PlanList = z
  .object({ items: z.array(Plan).describe('From the smallest to the largest.'), current: PlanTier })
  .meta({ id: 'PlanList' });

export const Subscription = z
  .object({
    tier: PlanTier,
    status: SubscriptionStatus,
    stripeStatus: z.string().nullable().describe('Stripe’s own word; null for a subscription that the operator gave.'),
    interval: BillingInterval.nullable(),
    priceMinor: MinorUnits.nullable(),
    currency: Currency.nullable(),
    trialEndsAt: Instant.nullable(),
    currentPeriodStart: Instant.nullable(),
    currentPeriodEnd: Instant.nullable(),
    autoRenew: z.boolean().describe('Whether another period begins when this one ends.'),
    cancelAtPeriodEnd: z.boolean(),
    cancelAt: Instant.nullable().describe('When it ends, where that is decided.'),
    canceledAt: Instant.nullable().describe('When somebody decided that it ends.'),
    endedAt: Instant.nullable(),
    graceEndsAt: Instant.nullable().describe('Until when an overdue payment leaves everything as it is.'),
    updatedAt: Instant,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;

export const BillingStanding = z
  .object({
    plan: PlanTier.describe('Plan whose limits hold now.'),
    access: SubscriptionAccess,
    subscription: Subscription.nullable().describe('The newest one; null where there was none.'),
    sold: z.boolean().describe('Whether subscriptions can be bought here; if not, a plan is the operator’s to give.'),
  })
  .meta({ id: 'BillingStanding' });

export const LimitUse = z
  .object({
    resource: PlanResource,
    used: z.int(),
    allowed: Allowed,
    resetsAt: Instant.nullable().describe('When it is counted from 0 again; null for what is there.'),
  })
  .meta({ id: 'LimitUse' });
export type LimitUse = z.infer<typeof LimitUse>;

export const BillingUsage = z
  .object({
    plan: PlanTier,
    items: z.array(LimitUse),
    metered: z
      .array(z.object({ meter: z.enum(['events', 'api_requests']), quantity: z.int() }))
      .describe('What was used in the billing period, up to the last full hour that was counted.'),
    periodStart: Instant.describe('Of the subscription; without one the month in UTC.'),
    periodEnd: Instant,
    asOf: Instant,
  })
  .meta({ id: 'BillingUsage' });
