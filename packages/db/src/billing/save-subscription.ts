import { eq, sql } from 'drizzle-orm';
import type { TenantTransaction } from '../core/tenant.ts';
import type { SubscriptionRow } from './find-subscription.ts';
import { subscriptions } from './tables.ts';

/** What Stripe says of a subscription, in our words. */
export type SubscriptionFacts = Pick<
  SubscriptionRow,
  | 'tier'
  | 'status'
  | 'stripeStatus'
  | 'stripeSubscriptionId'
  | 'stripePriceId'
  | 'billingInterval'
  | 'priceMinor'
  | 'currency'
  | 'trialStartedAt'
  | 'trialEndsAt'
  | 'currentPeriodStart'
  | 'currentPeriodEnd'
  | 'autoRenew'
  | 'cancelAtPeriodEnd'
  | 'cancelAt'
  | 'canceledAt'
  | 'endedAt'
  | 'graceEndsAt'
  | 'attention'
>;

/** Locks the row of the organization, which is made where there is none. */
export async function holdSubscription(tx: TenantTransaction, organizationId: string): Promise<SubscriptionRow> {
  await tx.insert(subscriptions).values({ organizationId }).onConflictDoNothing();
  const [row] = await tx.select().from(subscriptions).for('update');
  if (!row) throw new Error('the subscription that was inserted is gone');
  return row;
}

/** Changes the row of the organization, which is locked. */
export async function updateSubscription(
  tx: TenantTransaction,
  row: SubscriptionRow,
  changes: Partial<
    SubscriptionFacts & Pick<SubscriptionRow, 'stripeCustomerId' | 'syncedAt' | 'checkoutSessionId' | 'checkouts'>
  >,
): Promise<SubscriptionRow> {
  const [changed] = await tx
    .update(subscriptions)
    .set({ ...changes, version: sql`${subscriptions.version} + 1` })
    .where(eq(subscriptions.id, row.id))
    .returning();
  if (!changed) throw new Error('the subscription that was locked is gone');
  return changed;
}
