import { z } from 'zod';

export const subscriptionStatuses = ['active', 'past_due', 'canceled', 'trialing', 'incomplete'] as const;
export const SubscriptionStatus = z.enum(subscriptionStatuses).meta({ id: 'SubscriptionStatus' });
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

export const SubscriptionAccess = z
  .enum(['full', 'grace', 'read_only', 'none'])
  .describe(
    '`full`: all that the plan has. `grace`: the same, while a payment is overdue. `read_only`: nothing but billing can be changed until it is paid. `none`: the subscription gives nothing, the free plan holds.',
  )
  .meta({ id: 'SubscriptionAccess' });
export type SubscriptionAccess = z.infer<typeof SubscriptionAccess>;

interface StatusRule {
  /** What it is called here. */
  readonly status: SubscriptionStatus;
  /** What it gives; `grace` becomes `read_only` when the grace period is over. */
  readonly access: SubscriptionAccess;
}

/**
 * What each of Stripe's statuses means here. Any other one changes nothing but the raw status: what held before holds
 * on, and it is reported.
 */
export const statusRules: Readonly<Record<string, StatusRule>> = {
  trialing: { status: 'trialing', access: 'full' },
  active: { status: 'active', access: 'full' },
  past_due: { status: 'past_due', access: 'grace' },
  unpaid: { status: 'past_due', access: 'read_only' },
  paused: { status: 'past_due', access: 'read_only' },
  incomplete: { status: 'incomplete', access: 'none' },
  incomplete_expired: { status: 'canceled', access: 'none' },
  canceled: { status: 'canceled', access: 'none' },
};

/** Statuses that a subscription never leaves. */
export const terminalStatuses: readonly string[] = ['canceled', 'incomplete_expired'];

const ofOwn: Readonly<Record<SubscriptionStatus, SubscriptionAccess>> = {
  trialing: 'full',
  active: 'full',
  past_due: 'grace',
  incomplete: 'none',
  canceled: 'none',
};

/** What decides about access. */
export interface SubscriptionState {
  status: SubscriptionStatus;
  /** Stripe's own word; null for a subscription that Stripe doesn't know. */
  stripeStatus: string | null;
  /** End of the grace of an overdue payment; null for no end. */
  graceEndsAt: Date | null;
}

/** What a subscription gives now. */
export function accessOf({ status, stripeStatus, graceEndsAt }: SubscriptionState, now: Date): SubscriptionAccess {
  const rule = statusRules[stripeStatus ?? ''];
  const access = rule?.status === status ? rule.access : ofOwn[status];
  return access === 'grace' && graceEndsAt !== null && graceEndsAt <= now ? 'read_only' : access;
}
