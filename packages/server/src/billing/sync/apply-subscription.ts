import { terminalStatuses } from '@songtrackpro/contracts';
import {
  holdSubscription,
  type SubscriptionFacts,
  type SubscriptionRow,
  toSubscription,
  updateSubscription,
} from '@songtrackpro/db';
import type { SystemContext } from '../../notifications/index.ts';

const sameMoment = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && /^\d{4}-\d\d-\d\d[ T]/.test(a) && Date.parse(a) === Date.parse(b);

/** The fields that differ from what is stored. */
function differencesOf(row: SubscriptionRow, facts: SubscriptionFacts): string[] {
  const stored = new Map(Object.entries(row));
  return Object.entries(facts)
    .filter(([name, value]) => stored.get(name) !== value && !sameMoment(stored.get(name), value))
    .map(([name]) => name);
}

/** Whether what is stored must not be changed by what was asked for then. */
function isOutdated(row: SubscriptionRow, facts: SubscriptionFacts, askedAt: Date): boolean {
  if (row.syncedAt !== null && Date.parse(row.syncedAt) > askedAt.getTime()) return true;
  // What is over stays over, whatever is said of it.
  return (
    row.stripeSubscriptionId === facts.stripeSubscriptionId &&
    terminalStatuses.includes(row.stripeStatus ?? '') &&
    !terminalStatuses.includes(facts.stripeStatus ?? '')
  );
}

/** Stores what Stripe said when it was asked at a moment; answers what that changed. */
export async function applySubscription(
  ctx: SystemContext,
  factsOf: (before: SubscriptionRow) => SubscriptionFacts,
  askedAt: Date,
): Promise<string[]> {
  const before = await holdSubscription(ctx.tx, ctx.organizationId);
  const facts = factsOf(before);
  if (isOutdated(before, facts, askedAt)) return [];
  const changed = differencesOf(before, facts);
  const after = await updateSubscription(ctx.tx, before, { ...facts, syncedAt: askedAt.toISOString() });
  if (changed.length === 0) return [];
  const resource = { kind: 'subscription', id: after.id };
  ctx.audit('billing.synced', { resource, before: toSubscription(before), after: toSubscription(after) });
  return changed;
}
