import type { PlanTier, Subscription, SubscriptionStatus } from '@songtrackpro/contracts';
import { sql } from 'drizzle-orm';
import { isoInstant, isoInstantOrNull } from '../core/columns.ts';
import { compiledRead } from '../core/compiled-read.ts';
import type { TenantTransaction } from '../core/tenant.ts';
import { subscriptions } from './tables.ts';

export type SubscriptionRow = typeof subscriptions.$inferSelect;

/** What a subscription says about what may be done. */
export interface SubscriptionStanding {
  tier: PlanTier;
  status: SubscriptionStatus;
  stripeStatus: string | null;
  graceEndsAt: Date | null;
}

// An organization has one at most, and a transaction sees its own alone.
const standing = compiledRead((db) =>
  db
    .select({
      tier: subscriptions.tier,
      status: subscriptions.status,
      stripeStatus: subscriptions.stripeStatus,
      graceEndsAt: subscriptions.graceEndsAt,
    })
    .from(subscriptions)
    .where(sql`${subscriptions.organizationId} = current_organization()`),
);

type StandingRow = Pick<SubscriptionRow, keyof SubscriptionStanding>;

/** What a row says about that: of a row that is read anyway, for a second look may meet what was committed in between. */
export const standingOf = ({ tier, status, stripeStatus, graceEndsAt }: StandingRow): SubscriptionStanding => ({
  tier,
  status,
  stripeStatus,
  graceEndsAt: graceEndsAt === null ? null : new Date(graceEndsAt),
});

export async function findStanding(tx: TenantTransaction): Promise<SubscriptionStanding | null> {
  const [row] = await standing(tx, {});
  return row ? standingOf(row) : null;
}

export async function findSubscription(tx: TenantTransaction): Promise<SubscriptionRow | null> {
  const [row] = await tx.select().from(subscriptions);
  return row ?? null;
}

export function toSubscription(row: SubscriptionRow): Subscription {
  return {
    tier: row.tier,
    status: row.status,
    stripeStatus: row.stripeStatus,
    interval: row.billingInterval,
    priceMinor: row.priceMinor,
    currency: row.currency,
    trialEndsAt: isoInstantOrNull(row.trialEndsAt),
    currentPeriodStart: isoInstantOrNull(row.currentPeriodStart),
    currentPeriodEnd: isoInstantOrNull(row.currentPeriodEnd),
    autoRenew: row.autoRenew,
    cancelAtPeriodEnd: row.cancelAtPeriodEnd,
    cancelAt: isoInstantOrNull(row.cancelAt),
    canceledAt: isoInstantOrNull(row.canceledAt),
    endedAt: isoInstantOrNull(row.endedAt),
    graceEndsAt: isoInstantOrNull(row.graceEndsAt),
    updatedAt: isoInstant(row.updatedAt),
  };
}
